import { type PathsQuery, windowMilliseconds } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { eventRowsWith } from '../measures/event-rows';
import { sessionsSql, steppedSessionsSql } from '../measures/sessions-sql';
import type { Question } from '../question';
import { filterSql, splitFilter } from '../sql/filter';
import { scopeOf } from '../sql/scope';

/** What a step is called: the page of a page view, else the event. */
const LABEL = sql`if(name = 'pageview', path, toString(name))`;

/**
 * The ways that people took, one row each: person, and way, the labels of its steps in an order that begins where the question
 * anchors it: at `from` or the beginning, or with `to`, backwards from there. At most as many steps as are asked for.
 */
export function waysSql(q: Question<PathsQuery>): Sql {
  const { to, within, steps, collapse } = q.query;
  const trails = within === 'session' ? sessionTrails(q) : personTrails(q, windowMilliseconds(within));
  const beginning = to ? sql`arrayReverse(arraySlice(trail, 1, anchor))` : sql`arraySlice(trail, anchor)`;
  const near =
    within === 'session'
      ? sql`ordered`
      : sql`arrayFilter(e -> abs(e.1 - ordered[1].1) <= ${bind('Int64', windowMilliseconds(within))}, ordered)`;
  const labels = sql`arrayMap(e -> e.2, ${near})`;
  return sql`SELECT person, ${beginning} AS ordered,
      arraySlice(${collapse ? sql`arrayCompact(${labels})` : labels}, 1, ${bind('UInt8', steps)}) AS way
    FROM (${trails}) WHERE anchor > 0`;
}

/** A session's steps: person, trail (tuples of time, label, mask of the anchor's matcher), anchor (its place from 1, else 0). */
function sessionTrails(q: Question<PathsQuery>): Sql {
  const { from, to } = q.range;
  return sql`SELECT person, trail, ${anchorSql(q, sql`true`)} AS anchor FROM (${sessionSteps(q)})
    WHERE started >= ${bind('Int64', from)} AND started < ${bind('Int64', to)}`;
}

/** person, started, trail of the sessions that the filter selects. Only a filter on the session needs to know it as a whole. */
function sessionSteps(q: Question<PathsQuery>): Sql {
  const { session } = splitFilter(q.query.filter);
  if (session === undefined) {
    return sql`SELECT person, started, steps AS trail FROM (${steppedSessionsSql(q, q.range, LABEL, goalsOf(q))})`;
  }
  return sql`SELECT person, started, arrayMap(e -> (e.1, e.9, e.8), arrayFilter(e -> e.3 AND e.6, session)) AS trail
    FROM (${sessionsSql(q, q.range, undefined, goalsOf(q), LABEL)})
    WHERE ${filterSql(session, scopeOf(q, q.range.to))}`;
}

/** The same for all that a person did in the range, and so much longer as the window reaches out of it. */
function personTrails(q: Question<PathsQuery>, window: number): Sql {
  const { from, to, asOf } = q.range;
  const read = q.query.to
    ? { from: Math.max(0, from - window), to }
    : { from, to: Math.min(to + window, Math.max(to, asOf)) };
  const inRange = sql`e.1 >= ${bind('Int64', from)} AND e.1 < ${bind('Int64', to)}`;
  return sql`SELECT person, arraySort(groupArray((t, extra, goals))) AS trail, ${anchorSql(q, inRange)} AS anchor
    FROM (${eventRowsWith(q, read, { goals: goalsOf(q), extra: LABEL })})
    WHERE person != 0 AND active GROUP BY person`;
}

/** The first step that meets the matcher, or the first of all. */
function anchorSql(q: Question<PathsQuery>, holds: Sql): Sql {
  const met = goalsOf(q).length > 0 ? sql`bitTest(e.3, 0)` : sql`true`;
  return sql`arrayFirstIndex(e -> ${met} AND ${holds}, trail)`;
}

function goalsOf({ query }: Question<PathsQuery>) {
  return [query.from ?? query.to ?? []].flat();
}
