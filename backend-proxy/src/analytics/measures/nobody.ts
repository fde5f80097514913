import type { MeasureAsked, Notice } from '@fawkes/contract';
import type { BucketPlan } from '../time/buckets';
import type { Numbers } from './measure';
import { needsMemory, NOBODY_KNOWN } from './people-notice';

/** Where nobody is known across days, measures that need it become "not known" instead of a bare 0, and the answer says why. */
export function forgetNobody(numbers: Numbers, asked: MeasureAsked[], plan: BucketPlan, values: string[]): Notice[] {
  const places = asked.flatMap((a, i) => (needsMemory(a.measure) ? [i] : []));
  const everywhere = plan.buckets.flatMap((b) => values.map((value) => ({ bucket: b.key, value })));
  const someone = places.some((i) => everywhere.some((at) => (numbers.read(at.bucket, at.value, i) ?? 0) > 0));
  if (places.length === 0 || someone) {
    return [];
  }
  for (const at of everywhere) {
    places.forEach((i) => numbers.write(at.bucket, at.value, i, null));
  }
  return [NOBODY_KNOWN];
}
