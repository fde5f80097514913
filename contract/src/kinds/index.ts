import * as z from 'zod/mini';
import { adoptionQuerySchema } from './adoption';
import { eventsQuerySchema } from './events';
import { funnelQuerySchema } from './funnel';
import { lifecycleQuerySchema } from './lifecycle';
import { retentionQuerySchema } from './retention';
import { stickinessQuerySchema } from './stickiness';
import { topQuerySchema } from './top';
import { trendsQuerySchema } from './trends';

/** The registry of kinds: a new kind adds its file and its line here. */
export const QUERY_KINDS = {
  trends: trendsQuerySchema,
  top: topQuerySchema,
  funnel: funnelQuerySchema,
  events: eventsQuerySchema,
  lifecycle: lifecycleQuerySchema,
  stickiness: stickinessQuerySchema,
  retention: retentionQuerySchema,
  adoption: adoptionQuerySchema,
} as const;

export type QueryKind = keyof typeof QUERY_KINDS;

export const querySchema = z.discriminatedUnion('kind', [
  trendsQuerySchema,
  topQuerySchema,
  funnelQuerySchema,
  eventsQuerySchema,
  lifecycleQuerySchema,
  stickinessQuerySchema,
  retentionQuerySchema,
  adoptionQuerySchema,
]);

/** A query as it is computed, defaults filled in. */
export type Query = z.infer<typeof querySchema>;

/** A query as a person or a saved dashboard writes it. */
export type QueryInput = z.input<typeof querySchema>;
