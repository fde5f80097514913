import * as z from 'zod/mini';
import { commonQueryShape } from '../query';

/** People by the number of days on which they were active, of the 7 (L7) or 28 (L28) that end with the range. */
export const powerCurveQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('power-curve'),
  days: z._default(z.union([z.literal(7), z.literal(28)]), 28),
});

/** A number of it: who was active on so many days. */
export const powerCurvePickSchema = z.strictObject({ days: z.int().check(z.gte(1), z.lte(28)) });

export type PowerCurveQuery = z.infer<typeof powerCurveQuerySchema>;
