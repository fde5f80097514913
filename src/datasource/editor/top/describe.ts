import type { QueryOf } from '../../types';
import { compareWords, listed, measureWords, propertyWords, selectionWords } from '../common/words';

/** What a top list computes, in words. */
export function describeTop({ property, measures, limit, compare, ...rest }: QueryOf<'top'>): string {
  const [ranking, ...others] = measures.map(measureWords);
  const beside = others.length > 0 ? `, with ${listed(others)} beside` : '';
  return `The ${limit ?? 10} largest values of ${propertyWords(property)} by ${ranking ?? '…'}${beside}${selectionWords(rest)}${compareWords(compare)}`;
}
