import type { SegmentRules } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import type { Moment } from './moment';

export const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** The bounds of a moment as SQL, in milliseconds; `lastFrom` is that of At Risk in the unit of `last`. */
type Bounds = Record<'activeFrom' | 'riskFrom' | 'newFrom' | 'lastFrom', Sql>;

/** Which behavioural segment a row of `habitsSql` is in: its place among BEHAVIOURS, counted from 0. */
export function segmentSql({ activeFrom, riskFrom, newFrom }: Moment, rules: SegmentRules): Sql {
  const ms = (value: number) => sql`${bind('Int64', value)}`;
  return segmentWithin(
    { activeFrom: ms(activeFrom), riskFrom: ms(riskFrom), newFrom: ms(newFrom), lastFrom: ms(riskFrom) },
    rules
  );
}

/** The rules, of which the first that holds decides, over the names that `habitsSql` gives its columns. */
export function segmentWithin({ activeFrom, riskFrom, newFrom, lastFrom }: Bounds, rules: SegmentRules): Sql {
  const weeks = sql`greatest(1, (${riskFrom} - greatest(first, ${activeFrom})) / ${bind('Int64', WEEK_MS)})`;
  const weekly = sql`late_sessions / ${bind('Float64', rules.riskDays / 7)}`;
  const fallen = sql`earlier_sessions >= ${bind('UInt32', rules.riskSessions)}
    AND ${weekly} < ${bind('Float64', rules.riskShare)} * earlier_sessions / ${weeks}`;
  const often = sql`recent_sessions / ${bind('Float64', rules.recentDays / 7)} > ${bind('Float64', rules.powerSessions)}`;
  return sql`multiIf(
    last < ${lastFrom} OR (${fallen}), 0,
    first >= ${newFrom}, 1,
    ${often} AND recent_features >= ${bind('UInt32', rules.powerFeatures)}, 2,
    3)`;
}
