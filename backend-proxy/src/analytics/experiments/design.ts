import {
  type ExperimentDefinition,
  type ExperimentDesign,
  type ExperimentMetric,
  type Matcher,
} from '@fawkes/contract';

/** What a metric is for: it decides, it explains, or it must not suffer by more than `margin` (a share of control's). */
export type Metric = ExperimentMetric & ({ role: 'primary' | 'secondary' } | { role: 'guardrail'; margin: number });

/** How an experiment is judged, all defaults filled in. */
export interface Design extends Required<
  Pick<ExperimentDesign, 'method' | 'alpha' | 'sides' | 'scale' | 'correction' | 'tuning' | 'cuped'>
> {
  /** The variants that are meant, with their shares in any unit; undefined where only exposures tell. */
  variants: ReadonlyArray<{ name: string; weight: number }> | undefined;
  control: string | undefined;
  /** Null where conversions are the events that carry the experiment. */
  primary: Metric | null;
  others: readonly Metric[];
  plannedSample: number | undefined;
  minimumEffect: number | undefined;
  prior: ExperimentDesign['prior'];
}

/** Those who ask about experiments, and what the workspace defines of them. */
interface Asker {
  experiments: readonly ExperimentDefinition[];
  query: { metric?: Matcher | undefined; design?: ExperimentDesign | undefined };
}

/** What names the primary metric where nothing else does. */
export const CONVERSION = 'conversion';

const DEFAULTS = {
  method: 'sequential',
  alpha: 0.05,
  sides: 'two',
  scale: 'absolute',
  correction: 'holm',
  tuning: 5000,
  cuped: false,
} as const;

/** The design of an experiment: what the question says, else its definition, else the defaults. */
export function designOf({ experiments, query: { metric, design } }: Asker, experiment: string): Design {
  const defined = experiments.find(({ name }) => name === experiment);
  const given: ExperimentDesign = { ...defined, ...design };
  const primary: ExperimentMetric | undefined = metric
    ? { name: CONVERSION, match: metric, type: 'proportion', wanted: 'increase' }
    : given.primary;
  return {
    method: given.method ?? DEFAULTS.method,
    alpha: given.alpha ?? DEFAULTS.alpha,
    sides: given.sides ?? DEFAULTS.sides,
    scale: given.scale ?? DEFAULTS.scale,
    correction: given.correction ?? DEFAULTS.correction,
    tuning: given.tuning ?? DEFAULTS.tuning,
    cuped: given.cuped ?? DEFAULTS.cuped,
    variants: given.variants,
    control: given.control,
    primary: primary ? { ...primary, role: 'primary' } : null,
    others: [
      ...(given.secondary ?? []).map((each): Metric => ({ ...each, role: 'secondary' })),
      ...(given.guardrails ?? []).map((each): Metric => ({ ...each, role: 'guardrail' })),
    ],
    plannedSample: given.plannedSample,
    minimumEffect: given.minimumEffect,
    prior: given.prior,
  };
}

/** What people call a variant that changes nothing, in the order in which it is looked for. */
const CONTROLS = ['control', 'baseline', 'original', 'default', 'off', 'a'];

/** The variant that the others are held against; null where none is said to be it, or has its name. */
export function controlOf({ control, variants }: Design, seen: readonly string[]): string | null {
  if (control !== undefined) {
    return control;
  }
  const known = variants?.map(({ name }) => name) ?? seen;
  const places = CONTROLS.map((name) => known.find((variant) => variant.toLowerCase() === name));
  return places.find((variant) => variant !== undefined) ?? null;
}

/** Whether the primary metric is counted together with the exposures, as who converted is, so that nothing has to be summed for it. */
export function isCounted({ primary, cuped }: Pick<Design, 'primary' | 'cuped'>): boolean {
  return primary === null || (primary.type === 'proportion' && !cuped);
}
