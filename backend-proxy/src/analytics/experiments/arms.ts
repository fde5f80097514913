import type { ExperimentStatus, Notice } from '@fawkes/contract';
import { wilson } from '../../statistics/wilson';
import { type Column, numberColumn, textColumn } from '../frame';

/** A variant's people; the variant '' holds those who saw several. */
export interface Arm {
  variant: string;
  assignments: number;
  conversions: number;
}

/** An experiment as its exposures tell it; times are milliseconds since 1970. */
export interface Experiment {
  experiment: string;
  arms: Arm[];
  started: number;
  latest: number;
}

const WARNING_SHARE = 0.01;
const FAILURE_SHARE = 0.1;

/** Those who belong to a variant, by its name. */
export function variantsOf({ arms }: Experiment): Arm[] {
  return arms.filter(({ variant }) => variant !== '').sort((a, b) => (a.variant < b.variant ? -1 : 1));
}

/** How many belong to a variant, and how many to none, since they saw several. */
export function peopleOf(experiment: Experiment): { assigned: number; excluded: number } {
  return {
    assigned: variantsOf(experiment).reduce((sum, { assignments }) => sum + assignments, 0),
    excluded: experiment.arms.find(({ variant }) => variant === '')?.assignments ?? 0,
  };
}

/** Until experiments are defined, exposures alone tell whether one runs: none is a draft. */
export function statusOf({ latest }: Experiment, runsSince: number): ExperimentStatus {
  return latest >= runsSince ? 'running' : 'stopped';
}

/** The columns of variants: people, those who converted, their rate in percent with its Wilson 95 % interval. */
export function armColumns(arms: Arm[]): Column[] {
  const percent = (of: (arm: Arm) => number | undefined) =>
    arms.map((arm) => {
      const share = of(arm);
      return share === undefined ? null : 100 * share;
    });
  const interval = (arm: Arm) => wilson({ count: arm.conversions, n: arm.assignments });
  const unit = 'percent';
  return [
    textColumn(
      'variant',
      arms.map(({ variant }) => variant),
      { displayName: 'Variant' }
    ),
    numberColumn(
      'assignments',
      arms.map(({ assignments }) => assignments),
      { displayName: 'People' }
    ),
    numberColumn(
      'conversions',
      arms.map(({ conversions }) => conversions),
      { displayName: 'Conversions' }
    ),
    numberColumn(
      'conversion_rate',
      percent((arm) => arm.conversions / arm.assignments),
      { displayName: 'Rate', unit }
    ),
    numberColumn(
      'rate_low',
      percent((arm) => interval(arm)?.low),
      { displayName: 'From (95 %)', unit }
    ),
    numberColumn(
      'rate_high',
      percent((arm) => interval(arm)?.high),
      { displayName: 'To (95 %)', unit }
    ),
  ];
}

/** Says of an experiment that many saw several of its variants, which hints at a fault in how they are shown. */
export function exclusionNotices(experiments: Experiment[]): Notice[] {
  return experiments.flatMap((experiment): Notice[] => {
    const { assigned, excluded } = peopleOf(experiment);
    const share = excluded / (assigned + excluded);
    if (!(share >= WARNING_SHARE)) {
      return [];
    }
    return [
      {
        severity: share >= FAILURE_SHARE ? 'error' : 'warning',
        code: 'several_variants_seen',
        text: `${experiment.experiment}: ${excluded} of ${assigned + excluded} people saw more than one variant (${Math.round(share * 1000) / 10} %) and are left out. Keep a person in one variant.`,
      },
    ];
  });
}
