import * as z from 'zod/mini';
import { matcherSchema } from '../matcher';
import { measureSchema } from '../measure';
import { propertySchema } from '../property';
import { commonQueryShape, compareSchema, optionalInterval } from '../query';

/** One line of a trend. `conversions` and `conversion_rate` need the `match` of their goal; other measures take none. */
export const measureAskedSchema = z
  .strictObject({
    measure: measureSchema,
    match: z.optional(matcherSchema),
    name: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  })
  .check(
    z.refine(
      (asked) => (asked.match !== undefined) === asked.measure.startsWith('conversion'),
      'conversions and conversion_rate need a match; other measures take none'
    )
  );

export type MeasureAsked = z.infer<typeof measureAskedSchema>;

/** Measures over time. `interval: "range"` gives one bucket, the headline number of the whole range. */
export const trendsQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('trends'),
  interval: optionalInterval,
  measures: z.array(measureAskedSchema).check(z.minLength(1), z.maxLength(20)),
  breakdown: z.optional(
    z.strictObject({ property: propertySchema, limit: z._default(z.int().check(z.gte(1), z.lte(100)), 10) })
  ),
  compare: z.optional(compareSchema),
});

export type TrendsQuery = z.infer<typeof trendsQuerySchema>;
