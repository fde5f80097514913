/** What a test holds against no effect: an effect of either sign, a positive or a negative one. */
export type Side = 'two' | 'greater' | 'less';

/** In which direction a metric should go. */
export type Wanted = 'increase' | 'decrease';

export interface TestSettings {
  /** The level, 0 < alpha < 1; for the one-sided sequential test under 0.5. */
  alpha: number;
  side: Side;
}

/** An interval of the effect at 1 - alpha; a side that is not bounded is infinite. */
export interface Interval {
  low: number;
  high: number;
}

export interface TestResult extends Interval {
  p: number;
}

/** Of what tells nothing. */
export const UNDECIDED: TestResult = { p: 1, low: -Infinity, high: Infinity };

/** The side on which a metric is better. */
export function better(wanted: Wanted): Side {
  return wanted === 'increase' ? 'greater' : 'less';
}

/** The interval that goes with a side: a one-sided one is open where the effect may be larger. */
export function around(lift: number, half: number, side: Side): Interval {
  return {
    low: side === 'less' ? -Infinity : lift - half,
    high: side === 'greater' ? Infinity : lift + half,
  };
}
