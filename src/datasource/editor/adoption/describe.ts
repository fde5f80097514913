import type { QueryOf } from '../../types';
import { listed, quoted, selectionWords } from '../common/words';

/** What a table of features shows, in words. */
export function describeAdoption({ features, ...rest }: QueryOf<'adoption'>): string {
  const which = features === undefined ? 'each feature' : listed(features.map(quoted));
  return `How many people use ${which}, against the previous period${selectionWords(rest)}`;
}
