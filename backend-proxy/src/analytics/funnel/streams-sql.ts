import type { FunnelQuery, Matcher } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { eventRowsWith } from '../measures/event-rows';
import { sessionsSql } from '../measures/sessions-sql';
import type { Question } from '../question';
import { filterSql, splitFilter } from '../sql/filter';
import { isSessionProperty, propertyText } from '../sql/property';
import { scopeOf } from '../sql/scope';
import { bitsOf, havePlaces, mostEvents, PLACE_BITS, startMask } from './marks';
import type { FunnelPlan } from './plan';
import { sharedOutSql } from './shared-out-sql';

const DAY_MS = 86_400_000;
/** A key of 128 bits has room for all matchers. */
const WIDE_BITS = 32;

/**
 * What people did of the funnel, in order, where there is a start in the range; one row for each person, session or value held:
 * person, person_stable, unit (tells sessions apart), held, overlong (not all events are looked at), marks, misses (see marks.ts)
 * and, with a breakdown, dims: its value at each event.
 */
export function streamsSql(q: Question<FunnelQuery>, plan: FunnelPlan): Sql {
  const keys = plan.breakdown ? sql`events.1` : sql`events`;
  const streams = plan.counting === 'session' ? ofSessions(q, plan) : ofPersons(q, plan);
  const most = bind('UInt32', mostEvents(plan));
  const isShared = plan.tangled && plan.order === 'ordered';
  const taken = sql`SELECT person, person_stable, unit, held, length(sorted) > ${most} AS overlong,
      if(overlong, arraySlice(sorted, 1, ${most}), sorted) AS events, ${keys} AS keys, ${marksSql(plan)} AS marks,
      ${havePlaces(plan) || isShared ? missesSql(plan) : sql`keys`} AS misses ${plan.breakdown ? sql`, events.2 AS dims` : sql``}
    FROM (${streams})`;
  return isShared ? sql`SELECT * EXCEPT misses, ${sharedOutSql(plan)} AS misses FROM (${taken})` : taken;
}

const keyBits = (plan: FunnelPlan): number => (bitsOf(plan) > PLACE_BITS ? WIDE_BITS : PLACE_BITS);

/** A number that sorts events by their time, then by the first place that they meet, then by the next: few bits make it a mark. */
function keySql(plan: FunnelPlan, time: Sql, goals: Sql): Sql {
  const wide = bitsOf(plan) > PLACE_BITS ? sql`toInt128(${time})` : sql`toInt64(${time})`;
  return sql`(${wide} * ${bind('Int64', 2 ** keyBits(plan))} + (${bind('Int64', 2 ** bitsOf(plan) - 1)} - toInt64(${goals})))`;
}

function marksSql(plan: FunnelPlan): Sql {
  const time = sql`toInt64(intDiv(key, ${bind('Int64', 2 ** keyBits(plan))}))`;
  return havePlaces(plan)
    ? sql`arrayMap((key, i) -> bitShiftLeft(${time}, ${bind('UInt8', PLACE_BITS)}) + i, keys, arrayEnumerate(keys))`
    : sql`keys`;
}

const missesSql = (plan: FunnelPlan): Sql =>
  sql`arrayMap(key -> toUInt32(bitAnd(key, ${bind('Int64', 2 ** bitsOf(plan) - 1)})), keys)`;

/** The matchers of places and exclusions, the last first: the bits of `goals` are then those of `misses`, the other way round. */
function matchersOf(plan: FunnelPlan): Matcher[] {
  return [...plan.places, ...plan.exclusions].map(({ match }) => match).reverse();
}

/** Whether an event may start an attempt. */
function startsSql(q: Question<FunnelQuery>, plan: FunnelPlan, time: Sql, goals: Sql): Sql {
  const { from, to } = q.range;
  return sql`(bitAnd(${goals}, ${bind('UInt64', startMask(plan))}) != 0
    AND ${time} >= ${bind('Int64', from)} AND ${time} < ${bind('Int64', to)})`;
}

function heldSql(q: Question<FunnelQuery>, { hold }: FunnelPlan): Sql | undefined {
  return hold && propertyText(hold, scopeOf(q, q.range.to));
}

function ofPersons(q: Question<FunnelQuery>, plan: FunnelPlan): Sql {
  const { from, to, asOf } = q.range;
  const held = heldSql(q, plan);
  const rows = eventRowsWith(
    q,
    // Converting events may lie after the range, up to the window, but not after the moment as of which is asked.
    { from, to: Math.max(to, Math.min(to + plan.windowMs, asOf)) },
    {
      dimension: plan.breakdown && { property: plan.breakdown.property },
      goals: matchersOf(plan),
      extra: held,
      only: plan.order === 'strict' ? sql`interactive` : namesSql(matchersOf(plan)),
    }
  );
  const key = keySql(plan, sql`t`, sql`goals`);
  return sql`SELECT person, any(person_stable) AS person_stable, 0 AS unit, ${held ? sql`extra` : sql`''`} AS held,
      arraySort(groupArray(${plan.breakdown ? sql`(${key}, dim)` : key})) AS sorted
    FROM (${rows}) WHERE person != 0 AND ${plan.order === 'strict' ? sql`active` : sql`goals != 0`}
      ${held ? sql`AND extra != ''` : sql``}
    GROUP BY person ${held ? sql`, extra` : sql``} HAVING max(${startsSql(q, plan, sql`t`, sql`goals`)})`;
}

/** The names that events of the steps can have, for the engine to find them by; a glob or a filter alone may be any. */
function namesSql(matchers: Matcher[]): Sql {
  const names = matchers.flatMap(({ events = [], paths = [] }) =>
    events.length + paths.length === 0 ? ['*'] : [...events, ...paths.map(() => 'pageview')]
  );
  return names.some((name) => name.includes('*'))
    ? sql`true`
    : sql`name IN ${bind('Array(String)', [...new Set(names)])}`;
}

function ofSessions(q: Question<FunnelQuery>, plan: FunnelPlan): Sql {
  const property = plan.breakdown?.property;
  const held = heldSql(q, plan);
  const { session } = splitFilter(q.query.filter);
  const people = scopeOf(q, q.range.to);
  const range = { from: Math.max(0, q.range.from - DAY_MS), to: q.range.to };
  const dim = property && isSessionProperty(property) ? propertyText(property, people) : sql`e.7`;
  const key = keySql(plan, sql`e.1`, sql`e.8`);
  const events = sql`arrayFilter(e -> e.6 AND ${plan.order === 'strict' ? sql`e.3` : sql`e.8 != 0`} ${held ? sql`AND e.9 != ''` : sql``}, session)`;
  const own = held ? sql`arrayFilter(e -> e.9 = held, chosen)` : sql`chosen`;
  return sql`SELECT person, person_stable, unit, ${held ? sql`arrayJoin(arrayDistinct(chosen.9))` : sql`''`} AS held,
      arraySort(arrayMap(e -> ${property ? sql`(${key}, ${dim})` : key}, ${own})) AS sorted
    FROM (
      SELECT person, person_stable, session_source, entry_page, exit_page, rowNumberInAllBlocks() AS unit, ${events} AS chosen
      FROM (${sessionsSql(q, range, property && { property }, matchersOf(plan), held)})
      WHERE ${session ? filterSql(session, people) : sql`true`}
    ) WHERE arrayExists(e -> ${startsSql(q, plan, sql`e.1`, sql`e.8`)}, ${own})`;
}
