import type { QueryOf } from '../../types';
import { compareWords, intervalWords, measuresWords, propertyWords, selectionWords } from '../common/words';

/** What a trends query computes, in words. */
export function describeTrends({
  measures,
  formulas,
  interval,
  breakdown,
  compare,
  ...rest
}: QueryOf<'trends'>): string {
  const by =
    breakdown === undefined
      ? ''
      : `, for each of the ${breakdown.limit ?? 10} largest values of ${propertyWords(breakdown.property)} and the others together`;
  return `${measuresWords(measures, formulas)} ${intervalWords(interval)}${by}${selectionWords(rest)}${compareWords(compare)}`;
}
