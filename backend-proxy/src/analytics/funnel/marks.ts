import { bind, numbered, type Sql, sql } from '../../store/sql';
import { type FunnelPlan, soughtOf } from './plan';

/**
 * How an event stands in a stream, which is what a person did, in order. A mark is a number: the time in ms, then 17 bits that put
 * events of one moment in the order of the first place that they meet. Beside it, `misses` has a bit for each place of the funnel
 * and each exclusion, which is 0 where the event meets it. Few bits are those of the mark; where they are many, or where a single
 * event must be found again, a mark has the event's place in the stream instead.
 */
export const PLACE_BITS = 17;

/** Whether marks have places. Only then can the value of an event be read, and a strict attempt end between two that are alike. */
export function havePlaces(plan: FunnelPlan): boolean {
  return (
    bitsOf(plan) > PLACE_BITS || plan.breakdown !== undefined || (plan.order === 'strict' && plan.counting === 'total')
  );
}

/**
 * More events of one person are not looked at: it is a machine, and would cost everybody else the answer. Where all attempts are
 * told apart by a value, each of them holds the values of all the person's events for a moment, so there it is fewer.
 */
export function mostEvents(plan: FunnelPlan): number {
  return plan.counting === 'total' && plan.breakdown !== undefined ? 1000 : 100_000;
}

/** What was never reached; later than any mark. */
export const NEVER = sql`toInt64(9223372036854775807)`;

/** The moment of a mark, as the mark before all events of it. */
export const momentOf = (mark: Sql): Sql => sql`bitAnd(${mark}, -131072)`;

/** The mark before all events that come later than `ms` milliseconds after the moment. */
export const after = (moment: Sql, ms: number): Sql => sql`(${moment} + ${bind('Int64', (ms + 1) * 2 ** PLACE_BITS)})`;

/** A time in milliseconds as the mark before all events of it. */
export const markOf = (ms: number): Sql => sql`bitShiftLeft(${bind('Int64', ms)}, ${bind('UInt8', PLACE_BITS)})`;

/** How many bits `misses` has. */
export const bitsOf = (plan: FunnelPlan): number => plan.places.length + plan.exclusions.length;

/** The bit of `misses` that tells of a place; the first has the highest, so that it decides what comes first. */
export const placeBit = (plan: FunnelPlan, place: number): number => bitsOf(plan) - 1 - place;

/** The bit that tells of what is sought between places, the i-th of `soughtOf`. */
function soughtBit(plan: FunnelPlan, i: number): number {
  return placeBit(plan, soughtOf(plan)[i]?.place ?? plan.places.length + i);
}

/** Whether an event (of a lambda over `misses`) meets what the bit tells of. */
const meets = (bit: number): Sql => sql`NOT bitTest(misses, ${bind('UInt8', bit)})`;

/** At each event that meets what the bit tells of what `from` has there, elsewhere NEVER. */
export const where = (bit: number, from: Sql): Sql =>
  sql`arrayMap((x, misses) -> if(${meets(bit)}, x, ${NEVER}), ${from}, misses)`;

/** The columns that a following of attempts makes over a stream, and what they say at each event that starts an attempt. */
export interface Followed {
  columns: Sql[];
  /** The mark at which the place is reached, however late. */
  place(place: number): Sql;
  /** The mark of the first after `from` that is sought, the i-th of `soughtOf`. */
  between(i: number): Sql;
}

/** The bits of `misses` that are not all 1 where an event may start an attempt. */
export function startMask(plan: FunnelPlan): number {
  const places = plan.order === 'unordered' && !plan.entry ? plan.places.map((_, place) => place) : [0];
  return places.reduce((mask, place) => mask + 2 ** placeBit(plan, place), 0);
}

/** Gives columns their names, one after the other. */
export class Columns {
  readonly list: Sql[] = [];

  add(column: Sql): Sql {
    const name = numbered('chain', this.list.length);
    this.list.push(sql`${column} AS ${name}`);
    return name;
  }
}

/** At each event what `column` has at the first one, later or also itself, that has a mark in `marks`. */
export function nextOf(column: Sql, marks: Sql, which: 'later' | 'at or later'): Sql {
  const filled = sql`arrayReverseFill((x, mark) -> mark != ${NEVER}, ${column}, ${marks})`;
  return which === 'later' ? sql`arrayShiftLeft(${filled}, 1, ${NEVER})` : filled;
}

/**
 * At each event the mark of the next one that lies between places: of an exclusion the next at a later moment, since its bounds
 * are exclusive; of an optional step the next event, unless steps share events, which then cannot be told apart at one moment.
 */
export function nextBetween(plan: FunnelPlan, columns: Columns, i: number): Sql {
  const own = columns.add(where(soughtBit(plan, i), sql`marks`));
  const next = columns.add(nextOf(own, own, 'later'));
  if (i >= plan.exclusions.length && !plan.tangled) {
    return next;
  }
  const isLastOfMoment = sql`arrayMap((x, y) -> ${momentOf(sql`x`)} != ${momentOf(sql`y`)}, marks, arrayShiftLeft(marks, 1, ${NEVER}))`;
  return columns.add(sql`arrayReverseFill((x, last) -> last, ${next}, ${isLastOfMoment})`);
}
