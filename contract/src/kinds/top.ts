import * as z from 'zod/mini';
import { measuresIssues, measuresShape } from '../measure-asked';
import { propertySchema } from '../property';
import { commonQueryShape, compareSchema } from '../query';

/** A table of the largest values of a property by the first measure, the others beside it. */
export const topQuerySchema = z
  .strictObject({
    ...commonQueryShape,
    kind: z.literal('top'),
    property: propertySchema,
    ...measuresShape,
    limit: z._default(z.int().check(z.gte(1), z.lte(10_000)), 10),
    compare: z.optional(compareSchema),
  })
  .check(
    z.superRefine((query, ctx) => {
      measuresIssues(query, query.property).forEach((issue) => ctx.addIssue({ code: 'custom', ...issue }));
    })
  );

export type TopQuery = z.infer<typeof topQuerySchema>;
