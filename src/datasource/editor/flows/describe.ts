import type { QueryOf } from '../../types';
import { selectionWords } from '../common/words';

/** What flows count, in words. */
export function describeFlows({ rules, ...rest }: QueryOf<'flows'>): string {
  const cut = rules === undefined ? '' : ', by rules of its own';
  return `People by their segment at the start and at the end of the time range${cut}${selectionWords(rest)}`;
}
