import type { FunnelQuery } from '@fawkes/contract';
import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import { columnNames, toldOf } from './attempt-columns';
import { followedSql } from './followed-sql';
import { boundSql, judgedColumns, removedSql } from './judged-sql';
import { type Followed, markOf, startMask } from './marks';
import type { FunnelPlan } from './plan';
import { attemptColumns } from './reached-sql';
import { streamsSql } from './streams-sql';
import { unorderedSql } from './unordered-sql';

/**
 * The attempts that count, one row each: person, person_stable, unit, held, overlong, removed (an excluded attempt was among those
 * of the stream), started (ms), depth (how many of the required places were reached), reached (the times in ms of all places, -1
 * where it was not), value (of the breakdown). Of persons and sessions the best attempt of each stream, of `total` all that do not overlap.
 */
export function attemptsSql(q: Question<FunnelQuery>, plan: FunnelPlan): Sql {
  const followed = plan.order === 'unordered' ? unorderedSql(plan) : followedSql(plan);
  const stream = sql`person, person_stable, unit, held, overlong ${plan.breakdown ? sql`, dims` : sql``}`;
  const started = sql`SELECT ${stream}, ${join([...followed.columns, ...startColumns(q, plan, followed)], ', ')}
    FROM (${streamsSql(q, plan)})`;
  const judged = sql`SELECT ${stream}, ${removedSql(plan)} AS removed, ${join([...columnNames(plan), ...judgedColumns(plan)], ', ')}
    FROM (${started})`;
  const picked = plan.counting === 'total' ? allSql : bestSql;
  return sql`SELECT person, person_stable, unit, held, overlong, removed, depth, ${attemptColumns(plan)}
    FROM (SELECT *, ${boundSql(plan)} AS bound FROM (${picked(sql`${stream}, removed`, columnNames(plan), judged)}))`;
}

/** The marks of each attempt that starts in the range, the first alone where only that counts. */
function startColumns(q: Question<FunnelQuery>, plan: FunnelPlan, followed: Followed): Sql[] {
  const { from, to } = q.range;
  const mask = bind('UInt32', startMask(plan));
  const isStart = sql`bitAnd(misses, ${mask}) != ${mask} AND mark >= ${markOf(from)} AND mark < ${markOf(to)}`;
  return toldOf(plan).map((what, i) => {
    const column = 'place' in what ? followed.place(what.place) : followed.between(what.between);
    const all = sql`arrayFilter((x, mark, misses) -> ${isStart}, ${column}, marks, misses)`;
    return sql`${plan.start === 'first' ? sql`arraySlice(${all}, 1, 1)` : all} AS ${numbered('m', i)}`;
  });
}

/** The best attempt of each stream: the deepest, the earliest among equals. */
function bestSql(common: Sql, marks: Sql[], judged: Sql): Sql {
  const own = [...marks, sql`depth`].map((column) => sql`${column}[best] AS ${column}`);
  return sql`SELECT ${common}, ${join(own, ', ')} FROM (SELECT *, indexOf(depth, arrayMax(depth)) AS best FROM (${judged}))`;
}

/** All attempts of each stream that do not overlap, the first one first. */
function allSql(common: Sql, marks: Sql[], judged: Sql): Sql {
  const flags = sql`arrayFold((so_far, start, end) -> if(start >= so_far.1, (end, arrayPushBack(so_far.2, 1)), (so_far.1, arrayPushBack(so_far.2, 0))),
    m0, ends, (toInt64(0), emptyArrayUInt8())).2`;
  const own = [...marks, sql`depth`];
  return sql`SELECT ${common}, ${join(own, ', ')} FROM (SELECT *, ${flags} AS taken FROM (${judged}))
    ARRAY JOIN ${join([...own, sql`taken`], ', ')} WHERE taken`;
}
