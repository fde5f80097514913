import * as z from 'zod/mini';
import { propertySchema } from '../property';
import { commonQueryShape } from '../query';
import { rangeSchema } from '../range';

/** Who is here now, and what the last 30 minutes were like. It is about `asOf`, now where none is given, whatever the range. */
export const liveQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('live'),
  range: z._default(rangeSchema, { last: '30m' }),
  /** By whose values visitors are shown, a table each. */
  properties: z._default(z.array(propertySchema).check(z.maxLength(5)), ['page.path', 'session.source']),
  limit: z._default(z.int().check(z.gte(1), z.lte(100)), 10),
});

/** The people behind a number: those of the last 5 minutes, or all visitors of the 30; of a value where one is named. */
export const livePickSchema = z.strictObject({
  who: z.enum(['current_visitors', 'visitors']),
  property: z.optional(propertySchema),
  value: z.optional(z.string().check(z.maxLength(4000))),
});

export type LiveQuery = z.infer<typeof liveQuerySchema>;
