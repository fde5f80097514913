import type { ForestRow } from './forestRows';

/** The numbers from the left edge of the plot to the right one. */
export interface Axis {
  from: number;
  to: number;
}

/** Half of the largest number less than this keeps differences finite. */
const LARGEST = Number.MAX_VALUE / 4;

/** An axis that holds all estimates, bounds and the reference with some air; `min` and `max` of the options go before. */
export function axisOf(
  rows: readonly ForestRow[],
  reference: number,
  { min, max }: { min?: number | null; max?: number | null } = {}
): Axis {
  const numbers = rows
    .flatMap(({ estimate, interval }) => [estimate, interval?.low, interval?.high])
    .filter((number): number is number => typeof number === 'number' && Number.isFinite(number))
    .map((number) => Math.max(-LARGEST, Math.min(LARGEST, number)));
  const least = numbers.reduce((a, b) => Math.min(a, b), reference);
  const most = numbers.reduce((a, b) => Math.max(a, b), reference);
  const air = least === most ? Math.abs(most) || 1 : (most - least) * 0.06;
  const from = min ?? least - air;
  const to = max ?? most + air;
  return from < to ? { from, to } : { from: least - air, to: most + air };
}

/** How far from the left edge a number lies, in percent of the width; the edge where it lies beyond. */
export function percentOf({ from, to }: Axis, number: number): number {
  return Math.max(0, Math.min(100, ((number - from) / (to - from)) * 100));
}

export const isInside = ({ from, to }: Axis, number: number): boolean => number >= from && number <= to;

/** Round numbers of the axis, as many as there are of up to `most`. */
export function ticksOf({ from, to }: Axis, most: number): number[] {
  const power = 10 ** Math.floor(Math.log10((to - from) / (most + 1)));
  const first = (step: number) => Math.ceil(from / step);
  const count = (step: number) => Math.floor(to / step) - first(step) + 1;
  const step = [1, 2, 5, 10, 20, 50].map((factor) => factor * power).find((each) => count(each) <= most) ?? 100 * power;
  // Sums of steps would gather errors such as 0.30000000000000004.
  return Array.from({ length: count(step) }, (_, i) => Number(((first(step) + i) * step).toPrecision(12)));
}
