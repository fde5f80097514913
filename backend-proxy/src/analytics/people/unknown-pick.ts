import { Problem } from '../../problem';
import type { Bucket } from '../time/buckets';
import { iso, toInstant } from '../time/range';

/** Refuses a pick that names no number of the answer. `part` is its place in the pick. */
export function unknownPick(part: string, message: string): never {
  throw new Problem(422, 'unknown_pick', 'The answer has no such number: see errors.', [
    { path: `of.pick.${part}`, message },
  ]);
}

/** The place of the interval that holds a moment. */
export function pickedBucket(buckets: Bucket[], moment: string | number, part = 'time'): number {
  const time = toInstant(moment);
  const place = buckets.findIndex(({ start, end }) => time >= start && time < end);
  const [first, last] = [buckets[0], buckets.at(-1)];
  return place >= 0 && first && last
    ? place
    : unknownPick(part, `lies in no interval${first && last ? ` from ${iso(first.start)} to ${iso(last.end)}` : ''}`);
}
