import * as z from 'zod/mini';
import { commonQueryShape } from '../query';

/** How many of those who could use the features do: a table of the workspace's features, or of some of them. */
export const adoptionQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('adoption'),
  /** Names of features; without it all that are defined. */
  features: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.minLength(1), z.maxLength(100))),
});

export type AdoptionQuery = z.infer<typeof adoptionQuerySchema>;
