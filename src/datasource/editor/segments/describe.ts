import type { QueryOf } from '../../types';
import { intervalWords, selectionWords } from '../common/words';

/** What the behavioural segments count, in words. */
export function describeSegments({ interval, rules, ...rest }: QueryOf<'segments'>): string {
  const when = interval === undefined ? '' : ` and ${intervalWords(interval)}`;
  const cut = rules === undefined ? '' : ', by rules of its own';
  return `How many people are At Risk, New, Power or Regular Users at the end of the time range${when}${cut}${selectionWords(rest)}`;
}
