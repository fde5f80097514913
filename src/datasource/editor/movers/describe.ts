import type { QueryOf } from '../../types';
import { listed, measureWords, propertyWords, selectionWords } from '../common/words';

/** What is looked through for changes, in words. */
export function describeMovers({ measures, properties, limit = 20, ...rest }: QueryOf<'movers'>): string {
  const what = measures === undefined ? 'visitors and page views' : listed(measures.map(measureWords));
  const by = properties === undefined ? '' : ` by ${listed(properties.map(propertyWords))}`;
  return `The ${limit} largest changes of ${what}${by} against the previous period${selectionWords(rest)}`;
}
