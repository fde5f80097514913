import type { ExperimentStatus } from '@fawkes/contract';
import { wilson } from '../../statistics/wilson';
import { type Column, numberColumn, textColumn } from '../frame';

/** A variant's people; the variant '' holds those who saw several. */
export interface Arm {
  variant: string;
  assignments: number;
  conversions: number;
  /** Of the people those who were first exposed in the last week of the range. */
  recent: number;
}

/** An experiment as its exposures tell it. */
export interface Experiment {
  experiment: string;
  arms: Arm[];
  /** Milliseconds since 1970 of the first and the latest exposure; null where nobody was exposed yet. */
  exposed: { first: number; latest: number } | null;
}

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

/** A defined experiment that nobody saw yet is a draft; else it runs while exposures come. */
export function statusOf({ exposed }: Experiment, runsSince: number): ExperimentStatus {
  return exposed === null ? 'draft' : exposed.latest >= runsSince ? 'running' : 'stopped';
}

/** The columns of variants: people, those who converted, their rate in percent with its Wilson 95 % interval. */
export function armColumns(arms: Arm[]): Column[] {
  const percent = (of: (arm: Arm) => number | undefined) =>
    arms.map((arm) => {
      const share = of(arm);
      return share === undefined || arm.assignments === 0 ? null : 100 * share;
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
