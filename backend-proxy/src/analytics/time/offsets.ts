import { bind, type Sql, sql } from '../../store/sql';
import { zoned } from './range';

/** From `start` on (milliseconds since 1970) local time is UTC plus `offset` milliseconds. */
export interface OffsetSegment {
  start: number;
  offset: number;
}

/**
 * The UTC offsets of a zone over [from, to]: one segment, and one more for each change of the clock. The first starts with the last
 * change at `from` or before, and never where there was none.
 */
export function offsetSegments(timezone: string, from: number, to: number): OffsetSegment[] {
  let moment = zoned(from, timezone);
  const changed = zoned(from + 1, timezone).getTimeZoneTransition('previous');
  const segments = [{ start: changed?.epochMilliseconds ?? -Infinity, offset: moment.offsetNanoseconds / 1e6 }];
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > to) {
      return segments;
    }
    segments.push({ start: next.epochMilliseconds, offset: next.offsetNanoseconds / 1e6 });
    moment = next;
  }
}

/**
 * Picks the expression of the segment in which `time` (milliseconds) lies.
 * So the zone's rules come from one place, and the engine only adds numbers.
 */
export function bySegment(
  segments: OffsetSegment[],
  time: Sql,
  express: (segment: OffsetSegment, i: number) => Sql
): Sql {
  return segments
    .slice(1)
    .reduce(
      (chosen, segment, i) => sql`if(${time} < ${bind('Int64', segment.start)}, ${chosen}, ${express(segment, i + 1)})`,
      express(segments[0] as OffsetSegment, 0)
    );
}

/** The number of the local calendar day (0 is 1970-01-01) of `time` (milliseconds). */
export function localDay(segments: OffsetSegment[], time: Sql): Sql {
  return sql`intDiv(${bySegment(segments, time, (s) => sql`${time} + ${bind('Int64', s.offset)}`)}, 86400000)`;
}
