import { type ExperimentQuery, type ExperimentsQuery, type Notice, windowMilliseconds } from '@fawkes/contract';
import type { Question } from '../question';
import { analyse, type Analysis } from './analysis';
import { type Experiment, variantsOf } from './arms';
import { isCounted, type Design } from './design';
import type { Conversion, ExperimentQuestion } from './exposed-sql';
import { listSql, type ListedRow, readExperiment } from './list-sql';
import { measured, type Measured, measuredConversions } from './measured';
import { metricSums } from './metric-sums';

/** What a design counts as a conversion of its experiment; undefined where that is an event that carries it. */
export function conversionOf(
  experiment: string,
  { primary }: Design
): (Conversion & { experiment: string }) | undefined {
  const within = primary?.window === undefined ? undefined : windowMilliseconds(primary.window);
  return primary ? { experiment, match: primary.match, within } : undefined;
}

/** The question about one experiment, with what its design counts as a conversion. */
export function askedOf(
  q: Question<ExperimentsQuery | ExperimentQuery>,
  experiment: string,
  design: Design
): ExperimentQuestion {
  const conversion = conversionOf(experiment, design);
  const conversions = conversion ? [conversion] : undefined;
  return { ...q, query: { ...q.query, among: [experiment], conversions, metric: undefined, breakdown: undefined } };
}

/** One experiment by its exposures, or, where there are none, as its definition has it; undefined where it has none. */
export async function findExperiment(
  q: Question<ExperimentsQuery | ExperimentQuery>,
  name: string,
  design: Design
): Promise<Experiment | undefined> {
  const [row] = await q.run<ListedRow>(listSql(askedOf(q, name, design)));
  return row ? readExperiment(row) : draftOf(q, name, design);
}

/** A defined experiment that nobody was exposed to. */
export function draftOf(
  q: Pick<Question<unknown>, 'experiments'>,
  name: string,
  { variants = [] }: Design
): Experiment | undefined {
  const arms = variants.map((variant) => ({ variant: variant.name, assignments: 0, conversions: 0, recent: 0 }));
  return q.experiments.some((defined) => defined.name === name) ? { experiment: name, arms, exposed: null } : undefined;
}

/** Measures what the design asks for and judges it; the conversions are those that were counted with the exposures. */
export async function judge(
  q: Question<ExperimentsQuery | ExperimentQuery>,
  experiment: Experiment,
  design: Design
): Promise<Analysis> {
  const arms = variantsOf(experiment);
  const { primary } = design;
  const own = primary && !isCounted(design) ? [primary] : [];
  const summed = [...own, ...design.others];
  const found = await metricSums(
    askedOf(q, experiment.experiment, design),
    experiment.exposed ? summed : [],
    arms,
    design.cuped
  );
  const conversions = measuredConversions(arms, primary ?? undefined);
  const metrics = found.map(measured);
  const all: [Measured, ...Measured[]] =
    own.length === 0 ? [conversions, ...metrics] : [metrics[0] ?? conversions, ...metrics.slice(1)];
  return analyse(experiment, design, all, q.range.to);
}

/** The design of a name, for whoever lists many: without the metrics that only explain. */
export function deciding(design: Design): Design {
  return { ...design, others: design.others.filter(({ role }) => role === 'guardrail') };
}

/** Says of experiments what is wrong with who saw what, so that nobody reads their numbers without it. */
export function healthNotices(analyses: readonly Analysis[]): Notice[] {
  return analyses.flatMap(({ experiment, checks }) =>
    checks
      .filter(({ check, state }) => state !== 'ok' && (check === 'sample_ratio' || check === 'several_variants_seen'))
      .map(({ check, state, reason }): Notice => ({
        severity: state === 'failed' ? 'error' : 'warning',
        code: check === 'sample_ratio' ? 'sample_ratio_mismatch' : check,
        text: `${experiment.experiment}: ${reason}`,
      }))
  );
}
