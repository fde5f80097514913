import { bisect } from './bisect';
import { type Effect } from './effect';
import { criticalValue, crossing, type Design } from './power';

/** Beyond so many times the present sample an experiment would not end. */
const MOST = 2 ** 27;

/**
 * The chance (0 to 1) that a true effect of `target`, on the effect's scale, is found once `multiple` times the present people
 * have come on top, if they vary as those who came: SE / sqrt(1 + multiple) against the test's critical value at that number.
 * 0 where nothing can be told yet.
 * Source: Gordon Lan, Wittes, The B-value: a tool for monitoring data, Biometrics 44 (1988), for an effect that is given.
 */
export function powerAfter({ error, n }: Effect, target: number, multiple: number, design: Design): number {
  if (!Number.isFinite(error)) {
    return 0;
  }
  const then = error / Math.sqrt(1 + multiple);
  return crossing(target / then, criticalValue(n * (1 + multiple), design));
}

/**
 * The additional people, as a multiple of the present ones, that find a true effect of `target` with the chance `wanted`; 0 where
 * they are enough already, null where that is out of reach or nothing can be told yet.
 */
export function additionalSample(effect: Effect, target: number, wanted: number, design: Design): number | null {
  const enough = (multiple: number) => powerAfter(effect, target, multiple, design) >= wanted;
  if (enough(0)) {
    return 0;
  }
  return enough(MOST) ? bisect(0, MOST, enough) : null;
}

/** Days until so many people more have come, at so many a day; 0 where none are missing, null where none come. */
export function daysUntil(people: number, perDay: number): number | null {
  if (people <= 0) {
    return 0;
  }
  return perDay > 0 ? people / perDay : null;
}
