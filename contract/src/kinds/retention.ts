import * as z from 'zod/mini';
import { matcherSchema } from '../matcher';
import { commonQueryShape, optionalInterval } from '../query';
import { instantSchema } from '../range';

/** How many of those who began in an interval come back in the ones after it. */
export const retentionQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('retention'),
  interval: optionalInterval.check(z.refine((interval) => interval !== 'range', 'an interval has others after it')),
  /** What puts a person into a cohort; without it, being active. */
  start: z.optional(matcherSchema),
  /** What counts as coming back; without it, being active. */
  return: z.optional(matcherSchema),
  /** `first`: by the first time ever; `recurring`: a person is in the cohort of every interval in which they did it. */
  cohort: z._default(z.enum(['first', 'recurring']), 'first'),
  /** In interval N itself, or in N or any later one of the range. */
  counting: z._default(z.enum(['on', 'on_or_after']), 'on'),
  /** How often in one interval it takes to count as back. */
  minOccurrences: z._default(z.int().check(z.gte(1), z.lte(10_000)), 1),
});

/** A number of it: of the cohort that began in the interval that holds `cohort`, all, or those who came back in the n-th interval. */
export const retentionPickSchema = z.strictObject({
  cohort: instantSchema,
  interval: z.optional(z.int().check(z.gte(0))),
});

export type RetentionQuery = z.infer<typeof retentionQuerySchema>;
