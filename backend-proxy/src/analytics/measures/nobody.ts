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
  const cells = periods.flatMap(({ numbers, plan }) =>
    plan.buckets.flatMap(({ key }) =>
      values.flatMap((value) => places.map((place) => ({ numbers, key, value, place })))
    )
  );
  const someone = cells.some(({ numbers, key, value, place }) => (numbers.read(key, value, place) ?? 0) > 0);
  if (cells.length === 0 || someone || (await isAnybodyKnown(q))) {
    return [];
  }
  cells.forEach(({ numbers, key, value, place }) => numbers.write(key, value, place, null));
  return [NOBODY_KNOWN];
}
