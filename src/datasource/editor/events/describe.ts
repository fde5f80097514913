import type { QueryOf } from '../../types';
import { selectionWords } from '../common/words';

/** What a log shows, in words. */
export function describeEvents({ limit, cursor, ...rest }: QueryOf<'events'>): string {
  const from = cursor === undefined ? 'newest' : 'next';
  return `The ${limit ?? 100} ${from} events${selectionWords(rest)}`;
}
