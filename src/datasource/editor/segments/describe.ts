import type { QueryOf } from '../../types';
import { intervalWords, listed, quoted, selectionWords } from '../common/words';

/** What the behavioural segments count, in words. */
export function describeSegments({ interval, also, rules, ...rest }: QueryOf<'segments'>): string {
  const when = interval === undefined ? '' : ` and ${intervalWords(interval)}`;
  const own = also === undefined ? '' : `, or in ${listed(also.map(quoted))},`;
  const cut = rules === undefined ? '' : ', by rules of its own';
  return `How many people are At Risk, New, Power or Regular Users${own} at the end of the time range${when}${cut}${selectionWords(rest)}`;
}
