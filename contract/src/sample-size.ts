import * as z from 'zod/mini';

type Checked = Parameters<ReturnType<typeof z.number>['check']>;
type NumberSchema = (...checks: Checked) => z.ZodMiniNumber<unknown> | z.ZodMiniNumber;

function shapeOf(number: NumberSchema) {
  return {
    /** How control does today: a rate, 0 to 1 … */
    rate: z.optional(number(z.gt(0), z.lt(1))),
    /** … or the mean of a number of each person, with its standard deviation. */
    mean: z.optional(number(z.refine((mean) => mean !== 0, 'a relative effect on 0 is none'))),
    deviation: z.optional(number(z.gt(0))),
    /** The relative effect to be found: 0.05 is 5 % of control. */
    effect: z.optional(number(z.gt(0), z.lte(10))),
    /** People in each variant. */
    people: z.optional(number(z.gte(2), z.lte(1e10), z.refine(Number.isInteger, 'people are whole'))),
    /** With what chance an effect that is there is to be found. */
    power: z._default(number(z.gt(0), z.lt(1)), 0.8),
    alpha: z._default(number(z.gte(1e-6), z.lte(0.4)), 0.05),
    method: z._default(z.enum(['sequential', 'fixed']), 'sequential'),
    tuning: z._default(number(z.gte(1), z.lte(1e10)), 5000),
    /** With control; of more than two each comparison has its part of alpha. */
    variants: z._default(number(z.gte(2), z.lte(100), z.refine(Number.isInteger, 'variants are whole')), 2),
    /** People who come to the experiment a day, of all variants, for how long it takes. */
    perDay: z.optional(number(z.gt(0))),
  };
}

const checks = [
  z.refine<{ rate?: unknown; mean?: unknown; deviation?: unknown }>(
    ({ rate, mean, deviation }) =>
      rate === undefined
        ? mean !== undefined && deviation !== undefined
        : mean === undefined && deviation === undefined,
    { error: 'say how control does: either a rate, or a mean and its deviation', path: ['rate'] }
  ),
  z.refine<{ effect?: unknown; people?: unknown }>(
    ({ effect, people }) => effect !== undefined || people !== undefined,
    {
      error: 'say the effect to be found, the people in each variant, or both',
      path: ['effect'],
    }
  ),
] as const;

/**
 * How many people an experiment takes. With an `effect` the people are asked for, with `people` the smallest effect that they
 * find, with both the power.
 */
export const sampleSizeAskedSchema = z.strictObject(shapeOf((...each) => z.number().check(...each))).check(...checks);

/** The same as the parameters of a URL. */
export const sampleSizeParametersSchema = z
  .strictObject(shapeOf((...each) => z.coerce.number().check(...each)))
  .check(...checks);

export const sampleSizeSchema = z.object({
  /** People in each variant; null where no sample is enough. */
  people: z.nullable(z.int()),
  /** Of all variants together: the `plannedSample` of an experiment. */
  plannedSample: z.nullable(z.int()),
  /** The relative effect that they find; null where they find not even a tenfold one. */
  effect: z.nullable(z.number()),
  /** The chance to find it, 0 to 1. */
  power: z.number(),
  /** Until so many have come; null where it is not said how many come a day. */
  days: z.nullable(z.number()),
  /** At which each comparison is tested. */
  alpha: z.number(),
  method: z.enum(['sequential', 'fixed']),
});

export type SampleSizeAsked = z.infer<typeof sampleSizeAskedSchema>;
export type SampleSize = z.infer<typeof sampleSizeSchema>;
