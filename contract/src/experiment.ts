import * as z from 'zod/mini';
import { windowSchema } from './kinds/funnel';
import { matcherSchema } from './matcher';
import { propertySchema } from './property';

const name = z.string().check(z.minLength(1), z.maxLength(200));
const variantName = z.string().check(z.minLength(1), z.maxLength(2000));
const share = z.number().check(z.gt(0), z.lt(1));

/** Values over the cap count as the cap: a value, or a percentile (0.99) of the people of all variants. */
const capSchema = z.union([z.strictObject({ value: z.number() }), z.strictObject({ percentile: share })], {
  error: 'a cap is {"value":…} or {"percentile":0.99}',
});

/** What a person did over what a person did: `per` is the denominator. */
const perSchema = z.strictObject({ match: matcherSchema, property: z.optional(propertySchema) });

/**
 * One number of each person from the first exposure on: `proportion`, whether they did it; `count`, how often; `sum`, of a number
 * that the events carry; `ratio`, both over people, of what they did (or a property's sum) to `per`; `quantile`, of a person's
 * count, or sum where there is a property.
 */
export const METRIC_TYPES = ['proportion', 'count', 'sum', 'ratio', 'quantile'] as const;

const metricShape = {
  name,
  match: matcherSchema,
  type: z._default(z.enum(METRIC_TYPES), 'proportion'),
  /** Whose numbers are summed up; `value` of a sum where none is given. */
  property: z.optional(propertySchema),
  per: z.optional(perSchema),
  quantile: z.optional(share),
  /** Only what is done so long after the exposure; inclusive. */
  window: z.optional(windowSchema),
  wanted: z._default(z.enum(['increase', 'decrease']), 'increase'),
  cap: z.optional(capSchema),
};

interface MetricParts {
  type: (typeof METRIC_TYPES)[number];
  property?: string | undefined;
  per?: unknown;
  quantile?: number | undefined;
  cap?: unknown;
}

const metricChecks = [
  z.refine<MetricParts>(({ type, per }) => (type === 'ratio') === (per !== undefined), {
    error: 'a ratio, and it alone, says what it is `per`',
    path: ['per'],
  }),
  z.refine<MetricParts>(({ type, quantile }) => (type === 'quantile') === (quantile !== undefined), {
    error: 'a metric of type quantile, and it alone, says which `quantile`',
    path: ['quantile'],
  }),
  z.refine<MetricParts>(({ type, property }) => property === undefined || !['proportion', 'count'].includes(type), {
    error: 'a proportion or count is of no property',
    path: ['property'],
  }),
  z.refine<MetricParts>(({ property }) => !property?.startsWith('session.'), {
    error: 'a property of the session is no number',
    path: ['property'],
  }),
  z.refine<MetricParts>(({ type, cap }) => cap === undefined || ['count', 'sum'].includes(type), {
    error: 'only a count or sum is capped',
    path: ['cap'],
  }),
];

export const experimentMetricSchema = z.strictObject(metricShape).check(...metricChecks);

/** A metric that must not suffer: worse by more than `margin` (a share of control's: 0.02 is 2 %) is a failure. */
export const guardrailSchema = z
  .strictObject({ ...metricShape, margin: z._default(z.number().check(z.gte(0), z.lte(1)), 0) })
  .check(...metricChecks);

const MOST_METRICS = 12;

/** How an experiment is judged; what is left out has a default that the answer shows. */
const experimentSettingsShape = {
  /** Whom the other variants are held against; without it the one named control, baseline, original, default, off or A. */
  control: z.optional(variantName),
  /** People of all variants together; a fixed-horizon test has no winner before they have come, nor without it. */
  plannedSample: z.optional(z.int().check(z.gte(1), z.lte(1e10))),
  /** The relative effect (0.05 is 5 %) that one wants to find, for the power and the days left. */
  minimumEffect: z.optional(z.number().check(z.gt(0), z.lte(10))),
  /** `sequential` may be looked at any time; `fixed` is Welch's test at the planned sample; `bayesian` shows chances, and leaves the winner to the sequential test. */
  method: z.optional(z.enum(['sequential', 'fixed', 'bayesian'])),
  alpha: z.optional(z.number().check(z.gte(1e-6), z.lte(0.4))),
  sides: z.optional(z.enum(['two', 'one'])),
  /** On which scale effects are tested. */
  scale: z.optional(z.enum(['absolute', 'relative'])),
  correction: z.optional(z.enum(['holm', 'benjamini-hochberg'])),
  /** N* of the sequential test: at how many people it is sharpest. */
  tuning: z.optional(z.int().check(z.gte(1), z.lte(1e10))),
  /** Whether what people did in the 14 days before their exposure is taken off what varies between them (CUPED). */
  cuped: z.optional(z.boolean()),
  /** What one thinks of the relative lift beforehand; without it nothing. */
  prior: z.optional(z.strictObject({ mean: z.number(), deviation: z.number().check(z.gt(0)) })),
};

/** How an experiment is meant and judged. */
export const experimentDesignShape = {
  /** The variants with their shares of the people, in any unit; without them all that were seen, in equal shares. */
  variants: z.optional(
    z.array(z.strictObject({ name: variantName, weight: z._default(z.number().check(z.gt(0), z.lte(1e9)), 1) })).check(
      z.minLength(2),
      z.maxLength(100),
      z.refine((variants) => new Set(variants.map((variant) => variant.name)).size === variants.length, {
        error: 'two variants have the same name',
      })
    )
  ),
  /** What decides; without it whether a person did something that carries the experiment. */
  primary: z.optional(experimentMetricSchema),
  secondary: z.optional(z.array(experimentMetricSchema).check(z.maxLength(MOST_METRICS))),
  guardrails: z.optional(z.array(guardrailSchema).check(z.maxLength(MOST_METRICS))),
  ...experimentSettingsShape,
};

interface DesignParts {
  variants?: ReadonlyArray<{ name: string }> | undefined;
  control?: string | undefined;
  primary?: { name: string } | undefined;
  secondary?: ReadonlyArray<{ name: string }> | undefined;
  guardrails?: ReadonlyArray<{ name: string }> | undefined;
}

export const experimentDesignChecks = [
  z.refine<DesignParts>(
    ({ variants, control }) =>
      variants === undefined || control === undefined || variants.some((variant) => variant.name === control),
    { error: 'the control is one of the variants', path: ['control'] }
  ),
  z.refine<DesignParts>(
    ({ primary, secondary = [], guardrails = [] }) => {
      const names = [...(primary ? [primary] : []), ...secondary, ...guardrails].map((metric) => metric.name);
      return new Set(names).size === names.length;
    },
    { error: 'two metrics have the same name', path: ['secondary'] }
  ),
];

/** The settings alone, which can be those of many experiments. */
export const experimentSettingsSchema = z.strictObject(experimentSettingsShape);

export const experimentDesignSchema = z.strictObject(experimentDesignShape).check(...experimentDesignChecks);

export type ExperimentMetric = z.infer<typeof experimentMetricSchema>;
export type GuardrailMetric = z.infer<typeof guardrailSchema>;
export type ExperimentDesign = z.infer<typeof experimentDesignSchema>;
