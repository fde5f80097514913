import { bind, type Sql, sql } from '../../store/sql';
import { localDay, type OffsetSegment } from '../time/offsets';

/**
 * The day of `time` (milliseconds) as a bit of a UInt64, the first for the day that begins at `from`; at most 64 days. The
 * number of bits of many such is that of distinct days, and costs no set of days for each person.
 */
export function dayBit(time: Sql, from: number, offsets: OffsetSegment[]): Sql {
  const first = localDay(offsets, sql`${bind('Int64', from)}`);
  return sql`bitShiftLeft(toUInt64(1), toUInt8(greatest(0, ${localDay(offsets, time)} - ${first})))`;
}
