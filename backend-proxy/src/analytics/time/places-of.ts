import { type Sql, sql } from '../../store/sql';

/** Whole numbers that the engine has, by their bits. */
const WIDTHS = [64, 128, 256] as const;

/** The distinct places of a group's rows in order: of those rows for which `holds`, and of all where it is not given. */
export type PlacesOf = (place: Sql, holds?: Sql) => Sql;

/**
 * How the rows of a group are told by their places, which are numbers from 0 to `count` - 1, as an Array(Int64). Where they are few
 * enough they are the bits of one number, which takes less than half of the time and the memory of a set for each group.
 */
export function placesOf(count: number): PlacesOf {
  const width = WIDTHS.find((bits) => count <= bits);
  return width === undefined
    ? (place, holds = sql`true`) => sql`arraySort(groupUniqArrayIf(toInt64(${place}), ${holds}))`
    : (place, holds = sql`true`) =>
        sql`arrayMap(bit -> toInt64(bit), bitPositionsToArray(groupBitOrIf(${bitOf(place, width)}, ${holds})))`;
}

function bitOf(place: Sql, width: (typeof WIDTHS)[number]): Sql {
  const one = { 64: sql`toUInt64(1)`, 128: sql`toUInt128(1)`, 256: sql`toUInt256(1)` }[width];
  // A row that does not count may lie elsewhere.
  return sql`bitShiftLeft(${one}, toUInt8(greatest(0, ${place})))`;
}
