import type { MeasureAsked, Notice } from '@fawkes/contract';
import type { BucketPlan } from '../time/buckets';
import type { MeasureQuestion } from './grouping';
import type { Numbers } from './numbers';
import { isAnybodyKnown, needsMemory, NOBODY_KNOWN } from './people-notice';

/** The numbers of a period, and how it is cut. */
interface Period {
  numbers: Numbers;
  plan: BucketPlan;
}

/**
 * Where nobody of the sites asked about is known across days, measures that need it become "not known" in every period instead of a
 * bare 0, and the answer says why. Where the question only matches none of those who are, 0 is their number.
 */
export async function forgetNobody(
  q: MeasureQuestion,
  asked: MeasureAsked[],
  values: readonly string[],
  periods: readonly Period[]
): Promise<Notice[]> {
  const places = asked.flatMap((a, i) => (needsMemory(a.measure) ? [i] : []));
  const someone = periods.some(({ numbers, plan }) =>
    places.some((i) => values.some((value) => plan.buckets.some(({ key }) => (numbers.read(key, value, i) ?? 0) > 0)))
  );
  if (places.length === 0 || values.length === 0 || someone || (await isAnybodyKnown(q))) {
    return [];
  }
  for (const { numbers, plan } of periods) {
    for (const { key } of plan.buckets) {
      values.forEach((value) => places.forEach((i) => numbers.write(key, value, i, null)));
    }
  }
  return [NOBODY_KNOWN];
}
