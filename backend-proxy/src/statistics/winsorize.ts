import type { Sums } from './estimate';

/**
 * The sums of values of which those over `cap` count as `cap`, from the sums of those that are not over it and the number of
 * those that are. The cap is a value, or a percentile of the people of all arms (its place is `quantileRanks`' `at`), so that
 * all arms are cut at one value.
 * Source: Tukey, The Future of Data Analysis, Annals of Mathematical Statistics 33 (1962), section 14, for the upper side.
 */
export function winsorize(within: Sums, over: number, cap: number): Sums {
  if (!(over > 0)) {
    return within;
  }
  return { n: within.n + over, sum: within.sum + over * cap, squares: within.squares + over * cap * cap };
}
