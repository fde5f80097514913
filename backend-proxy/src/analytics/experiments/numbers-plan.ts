import { type Matcher, type Property, windowMilliseconds } from '@fawkes/contract';
import type { Metric } from './design';

const DAY_MS = 86_400_000;

/** How long before the exposure is looked at, where what people did before it tells how they are. */
const BEFORE_MS = 14 * DAY_MS;

/** When an event counts, in ms since its person's first exposure; the bounds belong to it, and one that is missing is none. */
export interface Span {
  from: number;
  to?: number | undefined;
}

const BEFORE: Span = { from: -BEFORE_MS, to: -1 };

/** One number of each person, made of their events. */
export interface PersonNumber {
  /** Which of the goals its events meet. */
  goal: number;
  /** Whose numbers are summed up; without it events are counted. */
  property?: Property | undefined;
  /** Whether, rather than how often. */
  once: boolean;
  span: Span;
  /** What lies over it counts as it. */
  cap?: number | undefined;
}

/** All that is asked of the people of an experiment, so that its events are read once for all metrics. */
export interface NumbersPlan {
  goals: Matcher[];
  properties: Property[];
  numbers: PersonNumber[];
  /** Where each metric's numbers are: one, or of a ratio two; with what was before the exposure these once more. */
  places: number[][];
}

/** Puts the numbers of all metrics side by side, in each of these spans or in the metric's own; what several share stands there once. */
export function planNumbers(metrics: readonly Metric[], spansOf: (own: Span) => Span[] = (own) => [own]): NumbersPlan {
  const plan: NumbersPlan = { goals: [], properties: [], numbers: [], places: [] };
  for (const metric of metrics) {
    const own = { from: 0, to: metric.window === undefined ? undefined : windowMilliseconds(metric.window) };
    const numbers = spansOf(own).flatMap((span) => numbersOf(metric, plan).map((number) => ({ ...number, span })));
    plan.places.push(numbers.map((_, i) => plan.numbers.length + i));
    plan.numbers.push(...numbers);
    numbers.forEach(({ property }) => property && placeOf(plan.properties, property));
  }
  return plan;
}

/** A metric's own span, and the days before the exposure. */
export const withBefore = (own: Span): Span[] => [own, BEFORE];

function numbersOf(metric: Metric, { goals }: NumbersPlan): Array<Omit<PersonNumber, 'span'>> {
  const { type, property, per, cap } = metric;
  const own = {
    goal: placeOf(goals, metric.match),
    property: property ?? (type === 'sum' ? 'value' : undefined),
    once: type === 'proportion',
    cap: cap && 'value' in cap ? cap.value : undefined,
  } satisfies Omit<PersonNumber, 'span'>;
  return per ? [own, { goal: placeOf(goals, per.match), property: per.property, once: false }] : [own];
}

/** Where a thing stands in a list, to whose end it is put where it is new. */
function placeOf<Thing>(list: Thing[], thing: Thing): number {
  const text = JSON.stringify(thing);
  const at = list.findIndex((each) => JSON.stringify(each) === text);
  return at >= 0 ? at : list.push(thing) - 1;
}
