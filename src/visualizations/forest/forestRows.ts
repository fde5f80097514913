import { finiteAt } from '../common/fields';
import type { IntervalFields } from './intervalFields';

/** Where an interval lies against the reference; `unknown` where there is none. */
export type Side = 'above' | 'below' | 'over' | 'unknown';

export interface Interval {
  /** -Infinity where it is open below. */
  low: number;
  /** Infinity where it is open above. */
  high: number;
}

export interface ForestRow {
  /** Its place in the frame. */
  at: number;
  estimate: number | null;
  interval: Interval | undefined;
  side: Side;
}

/** The estimates with their intervals, each held against the reference. */
export function forestRows(
  fields: Pick<IntervalFields, 'frame' | 'estimate' | 'low' | 'high'>,
  { reference, skipEmpty }: { reference: number; skipEmpty: boolean }
): ForestRow[] {
  return Array.from({ length: fields.frame.length }, (_, at) => {
    const interval = intervalOf(fields.low.values[at], fields.high.values[at]);
    return { at, estimate: finiteAt(fields.estimate, at), interval, side: sideOf(interval, reference) };
  }).filter(({ estimate, interval }) => !skipEmpty || estimate !== null || interval !== undefined);
}

/**
 * One bound that is missing is open: nothing is known on that side. Without both nothing is known at all, and so it is
 * where they are the wrong way round.
 */
function intervalOf(lower: unknown, upper: unknown): Interval | undefined {
  const low = isBound(lower) ? lower : -Infinity;
  const high = isBound(upper) ? upper : Infinity;
  const isKnown = isBound(lower) || isBound(upper);
  return isKnown && low <= high ? { low, high } : undefined;
}

const isBound = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);

/** An interval holds its ends: one that only touches the reference still includes it. */
export function sideOf(interval: Interval | undefined, reference: number): Side {
  if (!interval) {
    return 'unknown';
  }
  if (interval.low > reference) {
    return 'above';
  }
  return interval.high < reference ? 'below' : 'over';
}
