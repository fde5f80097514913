import type { KnownProperties, knownPropertiesQuerySchema } from '@fawkes/contract';
import type * as z from 'zod/mini';
import { knownProperties } from '../analytics/properties/known';
import { resolveRange, toInstant } from '../analytics/time/range';
import type { AnswerContext } from './context';
import { refuseUnknownSites } from './unknown-sites';

export type KnownPropertiesQuery = z.infer<typeof knownPropertiesQuerySchema>;

/**
 * What filters and breakdowns can name in a workspace, for editors and dashboards to offer.
 * @throws Problem 400 for a range that is none, 404 for a site that is not the workspace's
 */
export async function propertiesKnown(
  { from, to, site }: KnownPropertiesQuery,
  context: Pick<AnswerContext, 'workspace' | 'store' | 'definitions' | 'now' | 'signal'>
): Promise<KnownProperties> {
  const { workspace, store, now, signal } = context;
  await refuseUnknownSites({ site }, context);
  const end = to ?? now;
  const range = resolveRange(from === undefined ? { last: '30d' } : { from, to: end }, 'UTC', toInstant(end));
  const scope = { workspace, ...(site === undefined ? {} : { site }) };
  return knownProperties(scope, range.from, range.to, async (statement) => {
    const { rows } = await store.query(statement, { signal });
    return rows as never[];
  });
}
