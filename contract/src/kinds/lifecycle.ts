import * as z from 'zod/mini';
import { commonQueryShape, optionalInterval } from '../query';

/** Who is new, comes back, returns after a pause, and stays away, interval by interval. */
export const lifecycleQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('lifecycle'),
  interval: optionalInterval.check(z.refine((interval) => interval !== 'range', 'an interval has one before it')),
});

export type LifecycleQuery = z.infer<typeof lifecycleQuerySchema>;
