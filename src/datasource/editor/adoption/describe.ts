import type { QueryOf } from '../../types';
import { intervalWords, listed, quoted, selectionWords } from '../common/words';

/** What is shown of features, in words. */
export function describeAdoption({ features, view, interval, ...rest }: QueryOf<'adoption'>): string {
  const which = features === undefined ? 'each feature' : listed(features.map(quoted));
  const how = view === 'over_time' ? ` ${intervalWords(interval)}` : ', against the previous period';
  return `How many people use ${which}${how}${selectionWords(rest)}`;
}
