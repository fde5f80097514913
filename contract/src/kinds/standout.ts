import * as z from 'zod/mini';
import { someRulesSchema } from '../behaviour';
import { propertySchema } from '../property';
import { commonQueryShape } from '../query';
import { segmentAskedSchema } from '../segment';

/** What a segment's people do, and what is true of them, more or less often than of everyone else. */
export const standoutQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('standout'),
  /** The segment: its name, or its rule. */
  of: segmentAskedSchema,
  /** Whose values are compared; else events, devices, countries and people's traits. */
  properties: z.optional(z.array(propertySchema).check(z.minLength(1), z.maxLength(20))),
  limit: z._default(z.int().check(z.gte(1), z.lte(1000)), 20),
  rules: z.optional(someRulesSchema),
});

/** A number of it: who of the segment, or of everyone else, has a value; without one, all of them. */
export const standoutPickSchema = z.strictObject({
  property: z.optional(propertySchema),
  value: z.optional(z.string().check(z.maxLength(2000))),
  others: z._default(z.boolean(), false),
});

export type StandoutQuery = z.infer<typeof standoutQuerySchema>;
