import { type Experiment, variantsOf } from './arms';
import { compareAll, type Comparison } from './compare';
import { decide, type Decision } from './decide';
import { controlOf, type Design } from './design';
import { healthOf, type HealthCheck, type HealthState, worstOf } from './health';
import type { Measured } from './measured';
import { type Progress, progressOf } from './progress';

/** All that is told of an experiment; every door shows parts of it. */
export interface Analysis extends Decision {
  experiment: Experiment;
  design: Design;
  control: string | null;
  metrics: readonly Measured[];
  comparisons: readonly Comparison[];
  checks: readonly HealthCheck[];
  health: HealthState;
  progress: Progress;
}

/** Judges an experiment by its design; the first of the metrics is the primary one. `until` (ms) is the end of the range. */
export function analyse(
  experiment: Experiment,
  design: Design,
  metrics: readonly [Measured, ...Measured[]],
  until: number
): Analysis {
  const variants = variantsOf(experiment).flatMap(({ variant, assignments }) => (assignments > 0 ? [variant] : []));
  const control = controlOf(design, variants);
  const checks = healthOf(experiment, design, control);
  const compared = control !== null && variants.includes(control) ? compareAll(metrics, control, variants, design) : [];
  const [primary] = metrics;
  return {
    ...{ experiment, design, control, metrics, checks, comparisons: compared },
    health: worstOf(checks),
    progress: progressOf(experiment, { primary, control, comparisons: compared }, design, until),
    ...decide({ experiment, design, checks, comparisons: compared }),
  };
}
