import { poissonRates } from '../../statistics/poisson-rates';
import { twoProportions } from '../../statistics/two-proportions';
import { numberOf, type Part } from './parts';

/** A number and the one of the previous period; `of` says which it is. */
export interface Pair<Of> {
  of: Of;
  now: Part;
  before: Part;
}

/** How long the two periods are, in milliseconds. */
interface Lengths {
  now: number;
  before: number;
}

/** How a number changed. The difference is of counts or of percentages; a rate of nobody has none. */
export interface Change<Of> {
  of: Of;
  current: number | null;
  previous: number | null;
  difference: number | null;
  z: number;
  p: number;
}

/** The change and how little chance explains it: rates as two proportions, counts as two Poisson rates. */
export function changeOf<Of>({ of, now, before }: Pair<Of>, lengths: Lengths): Change<Of> {
  const [current, previous] = [numberOf(now), numberOf(before)];
  const difference = current === null || previous === null ? null : current - previous;
  const test =
    now.n === null || before.n === null
      ? poissonRates({ count: now.count, exposure: lengths.now }, { count: before.count, exposure: lengths.before })
      : twoProportions({ count: now.count, n: now.n }, { count: before.count, n: before.n });
  return { of, current, previous, difference, ...test };
}

/**
 * Which part of the total's change a value explains, percent: its difference / the total's. A value of a rate adds its count over
 * what the total is counted of, so that the parts of all values add up to the whole. Null where the total did not change.
 */
export function explained(value: Pair<unknown>, total: Pair<unknown>): number | null {
  const added = (part: Part, whole: Part) => (whole.n === null ? part.count : part.count / whole.n);
  const moved = added(total.now, total.now) - added(total.before, total.before);
  const own = added(value.now, total.now) - added(value.before, total.before);
  return moved === 0 || !Number.isFinite(moved) || !Number.isFinite(own) ? null : (100 * own) / moved;
}
