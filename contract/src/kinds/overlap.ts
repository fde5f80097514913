import * as z from 'zod/mini';
import { someRulesSchema } from '../behaviour';
import { commonQueryShape } from '../query';

const segmentNames = z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(
  z.minLength(1),
  z.maxLength(8),
  z.refine((names) => new Set(names).size === names.length, 'each segment once')
);

/** People by exactly which of some segments, of any sort, they are in. */
export const overlapQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('overlap'),
  segments: segmentNames,
  rules: z.optional(someRulesSchema),
});

/** A number of it: who is in all of these segments and in none of the others. */
export const overlapPickSchema = z.strictObject({
  in: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(8)),
});

export type OverlapQuery = z.infer<typeof overlapQuerySchema>;
