import { dateAt, dayNumber } from './calendar';

/** How far back a demo reaches when it starts for the first time. */
export const HISTORY_DAYS = 90;

/** The people of one demo and their story, from its founding on. All of it follows from the week of the founding. */
export interface World {
  /** The Monday of the founding in weeks since the first Monday of 1970. */
  readonly week: number;
}

const FIRST_MONDAY = 4;
const WEEKS_TOLD_APART = 1000;
const OLDEST_WEEKS = 260;

/** The world of a demo that starts for the first time: what it tells is just behind it. */
export function foundWorld(now: number): World {
  return { week: weekOf(dayNumber(dateAt(now)) - HISTORY_DAYS) };
}

/**
 * The milliseconds within the second that every event of a world has: the number of its week. So any stored event says in
 * which world a demo lives, and a restart needs nothing else to go on where it was.
 */
export function watermark(world: World): number {
  return world.week % WEEKS_TOLD_APART;
}

/** The world that an event at this time came from. An event that is not the demo's own says nothing: the world is a new one. */
export function worldOfEvent(time: number): World {
  const week = weekOf(dayNumber(dateAt(time)));
  const age = (((week - time) % WEEKS_TOLD_APART) + WEEKS_TOLD_APART) % WEEKS_TOLD_APART;
  return age <= OLDEST_WEEKS ? { week: week - age } : foundWorld(time);
}

/** Days from the founding to a date; negative before it. */
export function dayIn(world: World, date: string): number {
  return dayNumber(date) - (FIRST_MONDAY + 7 * world.week);
}

function weekOf(dayNumber: number): number {
  return Math.floor((dayNumber - FIRST_MONDAY) / 7);
}
