import * as z from 'zod/mini';
import { commonQueryShape, optionalInterval } from '../query';

/** How many of those who could use the features do: a table of the workspace's features, or of some of them. */
export const adoptionQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('adoption'),
  /** Names of features; without it all that are defined. */
  features: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.minLength(1), z.maxLength(100))),
  /** The features' table of the whole range, the rate of each interval, or that of each segment's people. */
  view: z._default(z.enum(['table', 'over_time', 'by_segment']), 'table'),
  /** How time is cut over time. */
  interval: optionalInterval,
  /** By segment: names of segments; without it the behavioural ones. */
  segments: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(20))
  ),
});

/** A number of it: who could use a feature (`eligible`), who of them did (`adopters`), all who did (`users`), and its states. */
export const adoptionPickSchema = z.strictObject({
  feature: z.string().check(z.maxLength(200)),
  who: z.enum(['eligible', 'adopters', 'users', 'new', 'returning', 'resurrected', 'lapsed']),
});

export type AdoptionQuery = z.infer<typeof adoptionQuerySchema>;
