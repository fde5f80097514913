import type { QueryOf } from '../../types';
import { listed, propertyWords, selectionWords } from '../common/words';

/** Whom a list of people shows, in words. */
export function describePeople({ of, show = [], limit, cursor, ...rest }: QueryOf<'people'>): string {
  const page = `${limit ?? 100} ${cursor === undefined ? '' : 'more '}of the people`;
  const picked = Object.entries(of.pick).map(([part, value]) => `${part} ${JSON.stringify(value)}`);
  const number = picked.length > 0 ? ` (${listed(picked)})` : '';
  const shown = show.length > 0 ? ` with ${listed(show.map(propertyWords))}` : '';
  return `${page} behind a number of the kind “${of.kind}”${number}${shown}${selectionWords(rest)}`;
}
