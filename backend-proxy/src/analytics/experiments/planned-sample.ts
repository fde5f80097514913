import type { SampleSize, SampleSizeAsked } from '@fawkes/contract';
import { minimumEffect, power as powerOf } from '../../statistics/power';
import { sampleSize as peopleFor } from '../../statistics/sample-size';

/** What is not asked for is as it was said; the rest of people, effect and power follows from it. */
export function plannedSample(asked: SampleSizeAsked): SampleSize {
  const { rate, mean = 0, deviation = 0, method, variants, perDay } = asked;
  const baseline =
    rate === undefined ? { mean, variance: deviation ** 2 } : { mean: rate, variance: rate * (1 - rate) };
  // As Holm's correction asks of the first of the comparisons with control.
  const alpha = asked.alpha / (variants - 1);
  const design = { alpha, tuning: method === 'sequential' ? asked.tuning : undefined };
  const people = asked.people ?? peopleFor(baseline, asked.effect!, asked.power, design);
  const effect = asked.effect ?? minimumEffect(baseline, asked.people!, asked.power, design);
  const both = asked.effect !== undefined && asked.people !== undefined;
  const total = people === null ? null : people * variants;
  return {
    people,
    plannedSample: total,
    effect,
    power: both ? powerOf(baseline, asked.effect!, asked.people!, design) : asked.power,
    days: total === null || perDay === undefined ? null : total / perDay,
    alpha,
    method,
  };
}
