import * as z from 'zod/mini';
import { commonQueryShape, optionalInterval } from '../query';
import { instantSchema } from '../range';

/** Who is new, comes back, returns after a pause, and stays away, interval by interval. */
export const lifecycleQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('lifecycle'),
  interval: optionalInterval.check(z.refine((interval) => interval !== 'range', 'an interval has one before it')),
});

/** A number of it: what the people are in the interval that holds `time`. */
export const lifecyclePickSchema = z.strictObject({
  time: instantSchema,
  state: z.enum(['new', 'returning', 'resurrecting', 'dormant']),
});

export type LifecycleQuery = z.infer<typeof lifecycleQuerySchema>;
