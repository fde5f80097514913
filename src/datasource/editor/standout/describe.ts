import type { QueryOf } from '../../types';
import { listed, propertyWords, quoted, selectionWords } from '../common/words';

/** What is compared to tell what stands out, in words. */
export function describeStandout({ of, properties, limit, ...rest }: QueryOf<'standout'>): string {
  const who = typeof of === 'string' ? `the people of ${quoted(of)}` : 'the people of a rule';
  const what =
    properties === undefined ? 'events, devices and traits' : `values of ${listed(properties.map(propertyWords))}`;
  return `The ${limit ?? 20} ${what} by which ${who} differ most surely from everyone else${selectionWords(rest)}`;
}
