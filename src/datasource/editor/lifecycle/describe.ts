import type { QueryOf } from '../../types';
import { intervalWords, selectionWords } from '../common/words';

/** What a lifecycle counts, in words. */
export function describeLifecycle({ interval, ...rest }: QueryOf<'lifecycle'>): string {
  return `Who is new, returns, comes back after a pause or stays away, ${intervalWords(interval)}${selectionWords(rest)}`;
}
