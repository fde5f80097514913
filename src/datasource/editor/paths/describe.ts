import type { QueryOf } from '../../types';
import { durationWords, matcherWords, selectionWords } from '../common/words';

/** Which ways are shown, in words. */
export function describePaths(query: QueryOf<'paths'>): string {
  const { from, to, steps = 5, within = 'session', limit = 10, view } = query;
  const unit = within === 'session' ? 'sessions' : `people within ${durationWords(within)}`;
  const where = from ? `from ${matcherWords(from)} on` : to ? `up to ${matcherWords(to)}` : 'from the beginning';
  const what =
    view === 'paths'
      ? `The ${limit} most frequent paths of ${unit}`
      : `Which ways ${unit} take, with the ${limit} most frequent nodes of each step`;
  return `${what}, ${where}, ${steps} steps${selectionWords(query)}`;
}
