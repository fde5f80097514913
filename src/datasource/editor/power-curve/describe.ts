import type { QueryOf } from '../../types';
import { selectionWords } from '../common/words';

/** What a power curve counts, in words. */
export function describePowerCurve({ days, ...rest }: QueryOf<'power-curve'>): string {
  return `People by the number of days on which they were active, of the ${days ?? 28} that end with the time range${selectionWords(rest)}`;
}
