import type { QueryOf } from '../../types';
import { durationWords, matcherWords, OPERATORS, selectionWords } from '../common/words';

/** What a stickiness histogram counts, in words. */
export function describeStickiness({ interval, criterion, ...rest }: QueryOf<'stickiness'>): string {
  const what = criterion?.match ? matcherWords(criterion.match) : 'any activity';
  const met =
    criterion === undefined
      ? 'they were active'
      : `the times of ${what} were ${OPERATORS[criterion.op]} ${criterion.count ?? '…'}`;
  const cut = interval === undefined ? 'intervals' : `intervals of ${durationWords(interval)}`;
  return `People by the number of ${cut} in which ${met}${selectionWords(rest)}`;
}
