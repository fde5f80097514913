import type { QueryOf } from '../../types';
import { listed, quoted, selectionWords } from '../common/words';

/** What an overlap counts, in words. */
export function describeOverlap({ segments, rules, ...rest }: QueryOf<'overlap'>): string {
  const which = segments.length === 0 ? '…' : listed(segments.map(quoted));
  const cut = rules === undefined ? '' : ', by rules of its own';
  return `People by exactly which of the segments ${which} they are in at the end of the time range${cut}${selectionWords(rest)}`;
}
