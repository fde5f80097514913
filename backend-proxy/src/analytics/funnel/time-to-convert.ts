import type { Frame, FunnelQuery } from '@fawkes/contract';
import { bind, sql } from '../../store/sql';
import { frame, numberColumn } from '../frame';
import type { Computed, Question } from '../question';
import { share } from './frames';
import { peopleNotices } from './notices';
import type { FunnelPlan } from './plan';
import { peopleColumns, type PeopleRow } from './steps';
import { unitsSql } from './units-sql';

interface BinRow extends PeopleRow {
  converted: number;
  /** Milliseconds: the shortest time, and the width of a bin. */
  low: number;
  width: number;
  bins: number;
  bin: number;
  n: number;
}

/**
 * How long converting takes, from step 1 to the last step: a frame `time_to_convert` with a row a bin, [from, to) in seconds, and
 * the same as a frame `histogram` with the names by which Grafana's histogram knows bins that are counted already.
 * Of n who convert, k = min(60, the smallest k with k^3 >= n) or as many as asked; a bin is max(1, ceil((max - min) / k)) seconds
 * wide, and the bins are [min + i w, min + (i + 1) w) for i = 0 … k, so that the last one holds the longest time.
 */
export async function timeToConvert(q: Question<FunnelQuery>, plan: FunnelPlan): Promise<Computed> {
  const { bins } = q.query;
  const start = plan.entry ? sql`reached[2]` : sql`reached[1]`;
  const count =
    bins === undefined
      ? sql`arrayFirst(k -> k * k * k >= converted OR k = 60, range(1, 61))`
      : sql`toUInt64(${bind('UInt32', bins)})`;
  const times = sql`SELECT ${peopleColumns(plan)}, groupArrayIf(reached[-1] - ${start}, reached[-1] >= 0) AS times FROM (${unitsSql(q, plan)})`;
  const rows = await q.run<BinRow>(sql`
    SELECT people, anonymous, overlong_people, converted, low, width, bins, bin, count() AS n
    FROM (
      SELECT people, anonymous, overlong_people, times, length(times) AS converted, arrayMin(times) AS low, ${count} AS bins,
        1000 * greatest(1, intDiv(arrayMax(times) - low + 1000 * bins - 1, 1000 * bins)) AS width
      FROM (${times})
    ) LEFT ARRAY JOIN arrayMap(time -> intDiv(time - low, width), times) AS bin
    GROUP BY people, anonymous, overlong_people, converted, low, width, bins, bin`);
  return { frames: binFrames(rows), notices: peopleNotices(rows[0] ?? {}), cut: null };
}

function binFrames(rows: BinRow[]): Frame[] {
  const { converted = 0, low = 0, width = 0, bins = 0 } = rows[0] ?? {};
  const counted = new Map(rows.map(({ bin, n }) => [Number(bin), Number(n)]));
  const all = Number(converted) === 0 ? [] : Array.from({ length: Number(bins) + 1 }, (_, i) => i);
  const people = all.map((i) => counted.get(i) ?? 0);
  const edge = (i: number) => (Number(low) + i * Number(width)) / 1000;
  const bounds = (from: string, to: string) => [
    numberColumn(from, all.map(edge), { displayName: 'From', unit: 's' }),
    numberColumn(
      to,
      all.map((i) => edge(i + 1)),
      { displayName: 'To', unit: 's' }
    ),
  ];
  const counts = numberColumn('people', people, { displayName: 'People', unit: 'locale' });
  const shares = numberColumn(
    'share',
    people.map((n) => share(n, Number(converted))),
    { displayName: 'Share', unit: 'percent', decimals: 1 }
  );
  const custom = { converted: Number(converted) };
  return [
    frame('time_to_convert', [...bounds('from', 'to'), counts, shares], custom),
    frame('histogram', [...bounds('xMin', 'xMax'), counts], custom),
  ];
}
