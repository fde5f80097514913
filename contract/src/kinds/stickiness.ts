import * as z from 'zod/mini';
import { matcherSchema } from '../matcher';
import { commonQueryShape, optionalInterval } from '../query';

/** What must be true of an interval for it to count: how often a person did something in it, at least once. */
const criterionSchema = z.strictObject({
  match: z.optional(matcherSchema),
  op: z.enum(['gte', 'lte', 'eq']),
  count: z.int().check(z.gte(1), z.lte(1_000_000)),
});

/** People by the exact number of intervals in which they were active, or met a criterion. */
export const stickinessQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('stickiness'),
  interval: optionalInterval.check(z.refine((interval) => interval !== 'range', 'one interval has no histogram')),
  criterion: z.optional(criterionSchema),
});

/** A number of it: the people of exactly so many intervals. */
export const stickinessPickSchema = z.strictObject({ intervals: z.int().check(z.gte(1)) });

export type StickinessQuery = z.infer<typeof stickinessQuerySchema>;
