import type { QueryOf } from '../../types';
import { selectionWords } from '../common/words';

/** What is counted by recency, frequency and breadth, in words. */
export function describeRfm({ rules, ...rest }: QueryOf<'rfm'>): string {
  const within = rules?.activeDays === undefined ? '' : ` within ${rules.activeDays} days`;
  return `People by fifths of how lately they were seen, how many sessions they had and how many features they used${within}${selectionWords(rest)}`;
}
