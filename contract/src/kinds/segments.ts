import * as z from 'zod/mini';
import { someRulesSchema } from '../behaviour';
import { commonQueryShape, optionalInterval } from '../query';
import { instantSchema } from '../range';

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
  /** Segments of one's own, by name, beside the behavioural ones. */
  also: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(20))),
  rules: z.optional(someRulesSchema),
});

/** A number of it: who is in a segment, at the end of the range or of the interval that holds `time`. */
export const segmentsPickSchema = z.strictObject({
  segment: z.string().check(z.minLength(1), z.maxLength(200)),
  time: z.optional(instantSchema),
});

export type SegmentsQuery = z.infer<typeof segmentsQuerySchema>;
