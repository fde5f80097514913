import type { Frame, FrameValue } from '@fawkes/contract';
import { type Column, frame, numberColumn, textColumn } from '../frame';
import type { Analysis } from './analysis';
import type { HealthCheck } from './health';
import { peopleOf, statusOf, variantsOf } from './arms';

/** The columns of experiments that both the list and one of them have. */
export function experimentColumns(analyses: readonly Analysis[], runsSince: number): Column[] {
  const of = <Value extends FrameValue>(value: (analysis: Analysis) => Value) => analyses.map(value);
  const time = (name: 'first' | 'latest', field: string, displayName: string): Column => ({
    name: field,
    type: 'time',
    values: of(({ experiment }) => experiment.exposed?.[name] ?? null),
    config: { displayName },
  });
  const number = (name: string, displayName: string, value: (analysis: Analysis) => number | null, unit?: string) =>
    numberColumn(name, of(value), { displayName, ...(unit ? { unit } : {}) });
  const text = (name: string, displayName: string, value: (analysis: Analysis) => string) =>
    textColumn(name, of(value), { displayName });
  return [
    text('experiment', 'Experiment', ({ experiment }) => experiment.experiment),
    text('status', 'Status', ({ experiment }) => statusOf(experiment, runsSince)),
    time('first', 'started', 'First exposure'),
    time('latest', 'latest', 'Latest exposure'),
    number('variants', 'Variants', ({ experiment }) => variantsOf(experiment).length),
    number('assigned', 'People', ({ experiment }) => peopleOf(experiment).assigned),
    number('excluded', 'Saw several variants', ({ experiment }) => peopleOf(experiment).excluded),
    text('health', 'Health', ({ health }) => health),
    number('sample_ratio_p', 'p-value of the split', ({ checks }) => splitOf(checks)),
    { name: 'winner', type: 'string', values: of(({ winner }) => winner), config: { displayName: 'Winner' } },
    number('p_value', 'p-value', ({ p }) => p),
    {
      name: 'significant',
      type: 'boolean',
      values: of(({ significant }) => significant),
      config: { displayName: 'Significant' },
    },
    number('confidence_level', 'Confidence level', ({ design }) => 100 * (1 - design.alpha), 'percent'),
    text('recommendation', 'Recommendation', ({ recommendation }) => recommendation),
  ];
}

function splitOf(checks: readonly HealthCheck[]): number | null {
  return checks.find(({ check }) => check === 'sample_ratio')?.value ?? null;
}

/** Frame `summary` of one experiment: what the list has of it, how it is judged, and how far it has come. */
export function summaryFrame(analysis: Analysis, runsSince: number): Frame {
  const { control, design, progress } = analysis;
  const share = (value: number | null) => [value === null ? null : 100 * value];
  const unit = 'percent';
  return frame('summary', [
    ...experimentColumns([analysis], runsSince),
    { name: 'control', type: 'string', values: [control], config: { displayName: 'Control' } },
    textColumn('method', [design.method], { displayName: 'Method' }),
    numberColumn('planned_sample', [design.plannedSample ?? null], { displayName: 'Planned people' }),
    numberColumn('sample_reached', share(progress.reached), { displayName: 'Planned people who came', unit }),
    numberColumn('detectable_effect', share(progress.detectable), {
      displayName: 'Detectable relative effect (80 %)',
      unit,
    }),
    numberColumn('power', share(progress.power), { displayName: 'Power for the effect wanted', unit }),
    numberColumn('days_left', [progress.daysLeft], { displayName: 'Days left', unit: 'd' }),
  ]);
}

/** Frame `health` of one experiment: what must be right, whether it is, and why. */
export function healthFrame({ checks }: Analysis): Frame {
  const text = (name: string, values: string[], displayName: string) => textColumn(name, values, { displayName });
  return frame('health', [
    text(
      'check',
      checks.map(({ check }) => check),
      'Check'
    ),
    text(
      'state',
      checks.map(({ state }) => state),
      'State'
    ),
    numberColumn(
      'value',
      checks.map(({ value }) => value),
      { displayName: 'Value' }
    ),
    text(
      'reason',
      checks.map(({ reason }) => reason),
      'Reason'
    ),
  ]);
}
