import type { QueryOf } from '../../types';
import { durationWords, matcherWords, quoted, selectionWords } from '../common/words';

/** What a funnel query computes, in words. */
export function describeFunnel({ funnel, steps = [], entry, window, ...rest }: QueryOf<'funnel'>): string {
  if (funnel !== undefined) {
    return `How many people get through each step of the funnel ${quoted(funnel)}${selectionWords(rest)}`;
  }
  const names = steps.map((step) => quoted(step.name)).join(' → ');
  const within = window === undefined ? '' : `, within ${durationWords(window)}`;
  const from = entry === undefined ? '' : `, of those who did ${matcherWords(entry)}`;
  return `How many people do ${names}, one after the other${within}${from}${selectionWords(rest)}`;
}
