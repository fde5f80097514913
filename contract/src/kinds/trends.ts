import * as z from 'zod/mini';
import { measuresIssues, measuresShape } from '../measure-asked';
import { propertySchema } from '../property';
import { commonQueryShape, compareSchema, liveSchema, optionalInterval } from '../query';

/** Measures over time. `interval: "range"` gives one bucket, the headline number of the whole range. */
export const trendsQuerySchema = z
  .strictObject({
    ...commonQueryShape,
    kind: z.literal('trends'),
    interval: optionalInterval,
    ...measuresShape,
    breakdown: z.optional(
      z.strictObject({ property: propertySchema, limit: z._default(z.int().check(z.gte(1), z.lte(100)), 10) })
    ),
    compare: z.optional(compareSchema),
    live: liveSchema,
  })
  .check(
    z.superRefine((query, ctx) => {
      measuresIssues(query, query.breakdown?.property).forEach((issue) => ctx.addIssue({ code: 'custom', ...issue }));
    })
  );

export type TrendsQuery = z.infer<typeof trendsQuerySchema>;
