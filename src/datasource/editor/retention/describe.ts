import type { QueryOf } from '../../types';
import { durationWords, matcherWords, selectionWords } from '../common/words';

/** What a retention matrix counts, in words. */
export function describeRetention(query: QueryOf<'retention'>): string {
  const { interval, start, return: comeBack, cohort, counting, minOccurrences } = query;
  const began = start === undefined ? 'were active' : `did ${matcherWords(start)}`;
  const returned = comeBack === undefined ? 'are active' : `do ${matcherWords(comeBack)}`;
  const often = (minOccurrences ?? 1) > 1 ? ` at least ${minOccurrences} times` : '';
  const cut = interval === undefined ? 'intervals' : `intervals of ${durationWords(interval)}`;
  const who = cohort === 'recurring' ? `Of those who ${began}` : `Of those who ${began} for the first time`;
  const when = counting === 'on_or_after' ? 'in or after each later interval' : 'in each later interval';
  return `${who}, by ${cut}, how many ${returned}${often} ${when}${selectionWords(query)}`;
}
