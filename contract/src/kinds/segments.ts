import * as z from 'zod/mini';
import { someRulesSchema } from '../behaviour';
import { commonQueryShape, optionalInterval } from '../query';

/** How many people are in each behavioural segment at the end of the range, and what they are like. */
export const segmentsQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('segments'),
  /** Also the sizes over time, at the end of each interval of days, weeks or months. */
  interval: optionalInterval.check(
    z.refine(
      (interval) => interval === undefined || /[dwM]$/.test(interval),
      'segments change by days, weeks or months'
    )
  ),
  rules: z.optional(someRulesSchema),
});

export type SegmentsQuery = z.infer<typeof segmentsQuerySchema>;
