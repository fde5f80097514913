import type { QueryOf } from '../../types';
import { compareWords, measuresWords, propertyWords, measureWords, selectionWords } from '../common/words';

/** What a top list computes, in words. */
export function describeTop({ property, measures, formulas = [], limit, compare, ...rest }: QueryOf<'top'>): string {
  const [ranking] = measures.map(measureWords);
  const others = formulas.length > 0 ? measuresWords(measures, formulas) : measuresWords(measures.slice(1));
  const beside = others === '' ? '' : `, with ${others} beside`;
  return `The ${limit ?? 10} largest values of ${propertyWords(property)} by ${ranking ?? '…'}${beside}${selectionWords(rest)}${compareWords(compare)}`;
}
