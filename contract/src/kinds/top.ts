import * as z from 'zod/mini';
import { propertySchema } from '../property';
import { commonQueryShape, compareSchema } from '../query';
import { measureAskedSchema } from './trends';

/** A table of the largest values of a property by the first measure, the others beside it. */
export const topQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('top'),
  property: propertySchema,
  measures: z.array(measureAskedSchema).check(z.minLength(1), z.maxLength(10)),
  limit: z._default(z.int().check(z.gte(1), z.lte(10_000)), 10),
  compare: z.optional(compareSchema),
});

export type TopQuery = z.infer<typeof topQuerySchema>;
