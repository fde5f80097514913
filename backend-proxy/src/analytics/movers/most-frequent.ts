import type { MeasureAsked, MoversQuery, Property } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { type Family, FAMILIES, measureColumns, withMatchers } from '../measures/families';
import type { Question } from '../question';
import { planBuckets } from '../time/buckets';
import { previousRange, type ResolvedRange } from '../time/range';
import { countsOf, type Part, partsOf } from './parts';

/** A measure by the values of a property. */
interface ByValue {
  /** How many values have any of it. */
  total: number;
  /** The most frequent ones, equal ones in the order of their text. */
  values: Array<{ value: string; now: Part; before: Part }>;
}

interface Row {
  /** Where the measure's count stands among those of its family, from 1 on. */
  place: number;
  total: number;
  most: Array<[rest: number, value: string, now: number[], before: number[]]>;
}

/** Each measure by the 100 values of a property that are most frequent in both periods together; a rate by those with most of what it counts. */
export async function mostFrequent(
  q: Question<MoversQuery>,
  measures: MeasureAsked[],
  property: Property
): Promise<ByValue[]> {
  const found: ByValue[] = measures.map(() => ({ total: 0, values: [] }));
  await Promise.all(
    FAMILIES.map(async (family) => {
      // Both counts of a rate are of one family.
      const own = measures.flatMap((asked, i) => (family.has(partsOf(asked).count.measure) ? [i] : []));
      if (own.length === 0) {
        return;
      }
      const asked = own.map((i) => measures[i] as MeasureAsked);
      const places = asked.map((_, i) => countsOf(asked.slice(0, i)).length + 1);
      const rows = await q.run<Row>(mostSql(q, { family, counts: countsOf(asked), places, property }));
      for (const { place, total, most } of rows) {
        const measure = own[places.indexOf(Number(place))] as number;
        const hasTwo = partsOf(measures[measure] as MeasureAsked).n !== undefined;
        const part = (counts: number[]): Part => {
          const [count, n] = counts.slice(Number(place) - 1).map(Number);
          return { count: count ?? 0, n: hasTwo ? (n ?? 0) : null };
        };
        found[measure] = {
          total: Number(total),
          values: most.map(([, value, now, before]) => ({ value, now: part(now), before: part(before) })),
        };
      }
    })
  );
  return found;
}

interface Counting {
  family: Family;
  counts: MeasureAsked[];
  /** Which of the counts values are ranked by. */
  places: number[];
  property: Property;
}

/** A row for each place: only the most frequent values leave the engine, however many there are. */
function mostSql(q: Question<MoversQuery>, { family, counts, places, property }: Counting): Sql {
  const numbers = join(
    measureColumns(counts).map((column) => sql`toInt64(ifNull(${column}, 0))`),
    ', '
  );
  const period = (range: ResolvedRange, isNow: Sql) => {
    const grouping = { range, plan: planBuckets(range, 'range', q.timezone, q.weekStart), dimension: { property } };
    return sql`SELECT dim, [${numbers}] AS counts, ${isNow} AS is_now
      FROM (${family.cells(q, grouping, withMatchers(counts))})`;
  };
  const both = sql`${period(q.range, sql`true`)} UNION ALL ${period(previousRange(q.range, q.timezone), sql`false`)}`;
  return sql`
    SELECT place, count() AS total,
      groupArraySorted(100)((-counted[place], dim, now, before)) AS most
    FROM (
      SELECT dim, sumForEach(counts) AS counted, sumForEachIf(counts, is_now) AS now, sumForEachIf(counts, NOT is_now) AS before
      FROM (${both}) GROUP BY dim
    )
    ARRAY JOIN ${bind('Array(Int64)', places)} AS place
    WHERE counted[place] > 0
    GROUP BY place`;
}
