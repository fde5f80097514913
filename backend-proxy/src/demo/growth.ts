import { FOUNDERS, ROLL_OUT_WEEKS, WEEKLY_GROWTH } from './story';

/** Of a week's newcomers this share has come by the end of Monday, Tuesday, … Sunday. */
const WEEKDAYS = [0.19, 0.4, 0.61, 0.81, 0.96, 0.98, 1];
const AFTER_ROLL_OUT = 0.2;

/** How many people have ever joined, by the start of a week of the world. Before the founding they are fewer. */
function joinedBy(week: number): number {
  const grown = FOUNDERS * (1 + WEEKLY_GROWTH) ** Math.min(week, ROLL_OUT_WEEKS);
  return grown * (1 + WEEKLY_GROWTH * AFTER_ROLL_OUT * Math.max(0, week - ROLL_OUT_WEEKS));
}

/** How many people have joined by the end of a day of the world: the numbers below it. */
export function joinedByEndOf(day: number): number {
  const week = Math.floor(day / 7);
  const [before, after] = [joinedBy(week), joinedBy(week + 1)];
  return Math.round(before + (after - before) * WEEKDAYS[day - 7 * week]!);
}

/** The day of the world on which a person joined, and their place, in [0, 1), in the queue of that day. */
export function joiningOf(person: number): { day: number; place: number } {
  let day = 7 * weekOfJoining(person);
  let before = joinedByEndOf(day - 1);
  let after = joinedByEndOf(day);
  while (after <= person) {
    day += 1;
    before = after;
    after = joinedByEndOf(day);
  }
  return { day, place: (person - before) / (after - before) };
}

/** Possibly a week early, where rounding could be in the way. */
function weekOfJoining(person: number): number {
  const exact = Math.log((person + 0.5) / FOUNDERS) / Math.log(1 + WEEKLY_GROWTH);
  const late = ((person + 0.5) / joinedBy(ROLL_OUT_WEEKS) - 1) / (WEEKLY_GROWTH * AFTER_ROLL_OUT);
  return Math.floor(exact <= ROLL_OUT_WEEKS ? exact : ROLL_OUT_WEEKS + late) - 1;
}
