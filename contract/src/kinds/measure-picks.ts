import * as z from 'zod/mini';
import { instantSchema } from '../range';

/** The place of the measure among those asked, from 0; without it the first. */
const measure = z.optional(z.int().check(z.gte(0)));
/** The value of a breakdown, as the answer shows it. */
const value = z.string().check(z.maxLength(4000));

/** A number of a trend: of the interval that holds `time` (without it the whole range), and of a value where values split. */
export const trendsPickSchema = z.strictObject({
  measure,
  time: z.optional(instantSchema),
  value: z.optional(value),
});

/** A number of a table: the row of a value. */
export const topPickSchema = z.strictObject({ measure, value });
