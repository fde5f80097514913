import { bisect } from './bisect';
import { type Baseline, type Design, power } from './power';

/** More people nobody has. */
const MOST = 1e10;

/**
 * People in each arm that find a relative effect (not 0, 0.05 is 5 %) with the chance `wanted` (0 to 1), a whole number; null
 * where no sample does.
 * Source: as `power`, solved for n.
 */
export function sampleSize(baseline: Baseline, effect: number, wanted: number, design: Design): number | null {
  const enough = (n: number) => power(baseline, effect, Math.ceil(n), design) >= wanted;
  return enough(MOST) ? Math.ceil(bisect(0, MOST, enough)) : null;
}
