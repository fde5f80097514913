import * as z from 'zod/mini';
import { experimentDesignSchema, experimentSettingsSchema } from '../experiment';
import { exposureAskedSchema } from '../exposure';
import { matcherSchema } from '../matcher';
import { propertySchema } from '../property';
import { commonQueryShape, optionalInterval } from '../query';

export const experimentStatusSchema = z.enum(['draft', 'running', 'stopped'], {
  error: 'a status is one of draft, running, stopped',
});

/** What all questions about experiments have. */
const experimentShape = {
  ...commonQueryShape,
  /** Without it by the workspace's rules; where it has none, each event that names an experiment and a variant in its properties. */
  exposure: z.optional(exposureAskedSchema),
  /** The primary metric: what counts as a conversion. Without it, an active event of another name that carries the experiment. */
  metric: z.optional(matcherSchema),
  /** An experiment runs while its latest exposure is no older than so many days at the end of the range. */
  runningDays: z._default(z.int().check(z.minimum(1), z.maximum(365)), 14),
};

/** The experiments that people were exposed to in the range, each with its variants. */
export const experimentsQuerySchema = z.strictObject({
  ...experimentShape,
  kind: z.literal('experiments'),
  /** How they are judged, in place of what their definitions (or the defaults) say of it. */
  design: z.optional(experimentSettingsSchema),
  /** Only those of this status; without it all. */
  status: z.optional(experimentStatusSchema),
  /** Also how people and conversions came about, at the end of each interval, for the latest experiments. */
  interval: optionalInterval,
});

/** One experiment: its variants, and how they came about day by day. */
export const experimentQuerySchema = z.strictObject({
  ...experimentShape,
  kind: z.literal('experiment'),
  experiment: z.string().check(z.minLength(1), z.maxLength(500)),
  /** How it is measured and judged, in place of what its definition (or the defaults) says of it. */
  design: z.optional(experimentDesignSchema),
  interval: optionalInterval,
  /** Also the primary metric among the people of each value of a property, as it was at their first exposure; the largest first. */
  breakdown: z.optional(
    z.strictObject({ property: propertySchema, limit: z._default(z.int().check(z.gte(1), z.lte(100)), 10) })
  ),
  /** Also whether the effect on the primary metric fades: each person's first week of it against their second. */
  novelty: z.optional(z.boolean()),
});

/** A number of one: its people of a variant (of all without it), those of them who converted, or who saw several variants. */
export const experimentPickSchema = z.strictObject({
  variant: z.optional(z.string().check(z.minLength(1), z.maxLength(2000))),
  who: z.enum(['assigned', 'converted', 'excluded']),
});

/** The same of one in the list. */
export const experimentsPickSchema = z.extend(experimentPickSchema, {
  experiment: z.string().check(z.minLength(1), z.maxLength(500)),
});

export type ExperimentStatus = z.infer<typeof experimentStatusSchema>;
export type ExperimentsQuery = z.infer<typeof experimentsQuerySchema>;
export type ExperimentQuery = z.infer<typeof experimentQuerySchema>;
