import { type Matcher, type Property, windowMilliseconds } from '@fawkes/contract';
import type { Metric } from './design';

/** One number of each person, made of their events from the first exposure on. */
export interface PersonNumber {
  /** Which of the goals its events meet. */
  goal: number;
  /** Whose numbers are summed up; without it events are counted. */
  property?: Property | undefined;
  /** Whether, rather than how often. */
  once: boolean;
  /** How long after the exposure, ms; without it to the end of the range. */
  within?: number | undefined;
  /** What lies over it counts as it. */
  cap?: number | undefined;
}

/** All that is asked of the people of an experiment, so that its events are read once for all metrics. */
export interface NumbersPlan {
  goals: Matcher[];
  properties: Property[];
  numbers: PersonNumber[];
  /** Where each metric's numbers are: one, or of a ratio two. */
  places: number[][];
}

/** Puts the numbers of all metrics side by side; matchers and properties that several share stand there once. */
export function planNumbers(metrics: readonly Metric[]): NumbersPlan {
  const plan: NumbersPlan = { goals: [], properties: [], numbers: [], places: [] };
  const goalOf = (match: Matcher) => placeOf(plan.goals, match);
  for (const metric of metrics) {
    const within = metric.window === undefined ? undefined : windowMilliseconds(metric.window);
    const property = metric.property ?? (metric.type === 'sum' ? 'value' : undefined);
    const own = { goal: goalOf(metric.match), property, once: metric.type === 'proportion', within };
    const cap = metric.cap && 'value' in metric.cap ? metric.cap.value : undefined;
    const { per } = metric;
    const numbers: PersonNumber[] = [
      { ...own, cap },
      ...(per ? [{ goal: goalOf(per.match), property: per.property, once: false, within }] : []),
    ];
    plan.places.push(numbers.map((_, i) => plan.numbers.length + i));
    plan.numbers.push(...numbers);
    numbers.forEach((each) => each.property && placeOf(plan.properties, each.property));
  }
  return plan;
}

/** Where a thing stands in a list, to whose end it is put where it is new. */
function placeOf<Thing>(list: Thing[], thing: Thing): number {
  const text = JSON.stringify(thing);
  const at = list.findIndex((each) => JSON.stringify(each) === text);
  return at >= 0 ? at : list.push(thing) - 1;
}
