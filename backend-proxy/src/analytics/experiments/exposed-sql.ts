import { carrying, type ExperimentsQuery, type Filter, type Matcher, type Property } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { eventRowsWith } from '../measures/event-rows';
import type { Question } from '../question';
import { type AppliedRule, rulesFor } from './exposure-rules';

/** What converts in an experiment (in all without one): the first event that meets the matcher, so long after the exposure (ms) at most. */
export interface Conversion {
  experiment?: string;
  match: Matcher;
  within?: number | undefined;
}

/**
 * A question about experiments. With `among` it is about those alone; `conversions` say what converts, where it is not the metric of
 * the question or an event that carries the experiment; `exposedBy` (ms) leaves out who was exposed later; `breakdown` tells
 * people apart by a property at the first exposure.
 */
export type ExperimentQuestion = Question<
  Pick<ExperimentsQuery, 'site' | 'filter' | 'segment' | 'exposure' | 'metric'> & {
    among?: readonly string[] | undefined;
    conversions?: readonly Conversion[] | undefined;
    exposedBy?: number | undefined;
    breakdown?: { property: Property } | undefined;
  }
>;

/** One statement asks of each event no more goals than a mask has bits. */
export const CONVERSIONS_AT_ONCE = 50;

/**
 * Who was exposed in the range, one row for each experiment and person: experiment, person, variant ('' where several were
 * seen), dim (the breakdown's value), exposed and latest (ms of the first and the last exposure), converted (ms of the first
 * conversion from the first exposure on, 0 where there is none).
 */
export function exposedSql(q: ExperimentQuestion): Sql {
  const { metric, conversions = metric ? [{ match: metric }] : [] } = q.query;
  return conversions.length === 0 ? convertingByCarrying(q) : convertingByEvents(q, conversions);
}

/** Whoever was exposed has an event that names the experiment, so that those events alone are held against the exposures. */
function convertingByCarrying(q: ExperimentQuestion): Sql {
  return sql`SELECT e.experiment AS experiment, e.person AS person, any(x.variant) AS variant,
      any(x.dim) AS dim, any(x.exposed) AS exposed, any(x.latest) AS latest,
      minIf(e.t, e.active AND e.t >= x.exposed AND e.name != x.exposure) AS converted
    FROM (${carryingSql(q)}) AS e
    INNER JOIN (${exposuresSql(q)}) AS x ON e.experiment = x.experiment AND e.person = x.person
    GROUP BY experiment, person`;
}

function convertingByEvents(q: ExperimentQuestion, conversions: readonly Conversion[]): Sql {
  const goals = conversions.map(({ match }) => match);
  // Where one thing converts, its moments alone are kept: there may be many.
  const one = goals.length === 1;
  const met = sql`SELECT person, groupArray(${one ? sql`t` : sql`(t, goals)`}) AS moments
    FROM (${eventRowsWith(q, q.range, { goals })}) WHERE person != 0 AND goals != 0 GROUP BY person`;
  const inTime = (t: Sql) => sql`${t} >= x.exposed AND ${t} <= x.exposed + x.within`;
  const all = one
    ? sql`arrayFilter(m -> ${inTime(sql`m`)}, c.moments)`
    : sql`arrayMap(m -> m.1, arrayFilter(m -> ${inTime(sql`m.1`)} AND bitAnd(m.2, x.bit) != 0, c.moments))`;
  const bit = ofExperiment(conversions, (_, i) => 2 ** i);
  const within = ofExperiment(conversions, (conversion) => conversion.within ?? q.range.to - q.range.from);
  return sql`SELECT x.experiment AS experiment, x.person AS person, x.variant AS variant, x.dim AS dim,
      x.exposed AS exposed, x.latest AS latest,
      arrayReduce('min', ${all}) AS converted
    FROM (SELECT *, ${bit} AS bit, ${within} AS within FROM (${exposuresSql(q)})) AS x
    LEFT JOIN (${met}) AS c ON x.person = c.person`;
}

/** A number of the conversion that is of the row's experiment, or of all. */
function ofExperiment(conversions: readonly Conversion[], of: (conversion: Conversion, i: number) => number): Sql {
  const numbers = conversions.map(of);
  const names = conversions.flatMap(({ experiment }) => experiment ?? []);
  return names.length < conversions.length
    ? sql`toInt64(${bind('Int64', numbers[0]!)})`
    : sql`transform(experiment, ${bind('Array(String)', names)}, ${bind('Array(Int64)', numbers)}, toInt64(0))`;
}

/**
 * The first exposures: experiment, person, variant ('' where several were seen), exposed, latest, exposure (its event's name), dim.
 * Of exposures at one moment the first is one that is no activity, then that of the smallest variant and name: so what a
 * person did at the moment in which they were shown the variant converts, and the answer never varies.
 */
export function exposuresSql(q: ExperimentQuestion): Sql {
  const { breakdown, exposedBy } = q.query;
  return sql`SELECT experiment, person, min((t, active, shown, name${breakdown ? sql`, of_event` : sql``})) AS first,
      first.1 AS exposed, first.4 AS exposure, ${breakdown ? sql`first.5` : sql`''`} AS dim,
      if(min(shown) = max(shown), first.3, '') AS variant, max(t) AS latest
    FROM (${carryingSql(q)}) WHERE exposing GROUP BY experiment, person
    ${exposedBy === undefined ? sql`` : sql`HAVING exposed <= ${bind('Int64', exposedBy)}`}`;
}

/**
 * Events that name an experiment and a variant: experiment, person, t, shown (the variant), name, active, exposing,
 * of_event (the breakdown's value).
 * Each rule reads the events by itself, so that one event can show several experiments.
 */
function carryingSql(q: ExperimentQuestion): Sql {
  const { among, filter: own, breakdown } = q.query;
  const rules = rulesFor(q);
  // Said as a filter, so that other events are left out before anything else is read of them.
  const carried = { or: rules.map(({ rule, only }) => carrying(rule, among ? [...among] : only)) };
  const filter: Filter = { and: [carried, ...(own ? [own] : [])] };
  const goals = rules.flatMap(({ rule }) => rule.match ?? []);
  const readings = rules.map((applied) => readingSql(applied, goals));
  const [only] = readings.length === 1 ? readings : [];
  const rows = eventRowsWith({ ...q, query: { ...q.query, filter } }, q.range, {
    goals,
    dimension: breakdown,
    extra: sql`(${only ?? sql`[${join(readings, ', ')}]`}, toString(name))`,
  });
  return sql`SELECT reading.1 AS experiment, reading.2 AS shown, name, person, t, active, dim AS of_event,
      reading.3 = 0 OR bitAnd(goals, reading.3) != 0 AS exposing
    FROM (
      SELECT ${only ? sql`extra.1` : sql`arrayJoin(extra.1)`} AS reading, extra.2 AS name, person, t, active, goals, dim
      FROM (${rows}) WHERE person != 0
    ) WHERE experiment != '' AND shown != '' AND ${among ? sql`has(${bind('Array(String)', among)}, experiment)` : sql`true`}`;
}

/** What a rule reads in an event: the experiment ('' where it is about others), the variant, and the bit of the goal that exposes, 0 for any. */
function readingSql({ rule, only, except }: AppliedRule, goals: readonly Matcher[]): Sql {
  const prop = (name: string) => sql`props[${bind('String', name)}]`;
  const named = sql`arrayFirst(id -> id != '', [${join(rule.experiment.map(prop), ', ')}])`;
  const among = (experiments: string[]) => sql`has(${bind('Array(String)', experiments)}, ${named})`;
  const about = only ? among(only) : except && sql`NOT ${among(except)}`;
  const bit = rule.match ? 2 ** goals.indexOf(rule.match) : 0;
  return sql`(${about ? sql`if(${about}, ${named}, '')` : named}, ${prop(rule.variant)}, ${bind('UInt64', bit)})`;
}
