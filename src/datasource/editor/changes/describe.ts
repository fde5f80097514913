import type { QueryOf } from '../../types';
import { listed } from '../common/words';

/** Which changes are shown, in words. They are the whole workspace's, whatever sites, people and events are chosen. */
export function describeChanges({ definitions, limit }: QueryOf<'changes'>): string {
  const of = definitions === undefined ? 'definitions' : listed(definitions.map((one) => one.replaceAll('_', ' ')));
  return `The ${limit ?? 100} newest changes of ${of} in the workspace`;
}
