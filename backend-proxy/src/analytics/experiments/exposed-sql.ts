import type { ExperimentsQuery, ExposureRule, Filter } from '@fawkes/contract';
import { exposureRuleSchema } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { eventRowsWith } from '../measures/event-rows';
import type { Question } from '../question';

/** A question about experiments; with `experiment` about that one alone. */
export type ExperimentQuestion = Question<
  Pick<ExperimentsQuery, 'site' | 'filter' | 'exposure' | 'metric'> & { experiment?: string }
>;

/**
 * Who was exposed in the range, one row for each experiment and person: experiment, person, variant ('' where several were
 * seen), exposed and latest (ms of the first and the last exposure), converted (ms of the first conversion from the first
 * exposure on, 0 where there is none).
 */
export function exposedSql(q: ExperimentQuestion): Sql {
  return sql`SELECT x.experiment AS experiment, x.person AS person, x.variant AS variant,
      x.exposed AS exposed, x.latest AS latest, c.converted AS converted
    FROM (${firstExposures(q)}) AS x LEFT JOIN (
      SELECT experiment, person, min(t) AS converted
      FROM (${conversionsSql(q)}) GROUP BY experiment, person
    ) AS c ON x.experiment = c.experiment AND x.person = c.person`;
}

/**
 * Of exposures at one moment the first is one that is no activity, then that of the smallest variant and name: so what a
 * person did at the moment in which they were shown the variant converts, and the answer never varies.
 */
function firstExposures(q: ExperimentQuestion): Sql {
  return sql`SELECT experiment, person, min((t, active, shown, name)) AS first, first.1 AS exposed, first.4 AS exposure,
      if(min(shown) = max(shown), first.3, '') AS variant, max(t) AS latest
    FROM (${carryingSql(q)}) WHERE exposing GROUP BY experiment, person`;
}

/** Events that may convert, each beside an exposure of its person that it does not precede: experiment, person, t. */
function conversionsSql(q: ExperimentQuestion): Sql {
  const exposures = firstExposures(q);
  if (q.query.metric === undefined) {
    return sql`SELECT e.experiment AS experiment, e.person AS person, e.t AS t
      FROM (SELECT experiment, person, t, name FROM (${carryingSql(q)}) WHERE active) AS e
      INNER JOIN (${exposures}) AS x ON e.experiment = x.experiment AND e.person = x.person
      WHERE e.t >= x.exposed AND e.name != x.exposure`;
  }
  const rows = eventRowsWith(q, q.range, { goals: [q.query.metric] });
  return sql`SELECT x.experiment AS experiment, e.person AS person, e.t AS t
    FROM (SELECT person, t FROM (${rows}) WHERE person != 0 AND goals != 0) AS e
    INNER JOIN (${exposures}) AS x ON e.person = x.person
    WHERE e.t >= x.exposed`;
}

/** Events that name an experiment and a variant: experiment, person, t, shown (the variant), name, active, exposing. */
function carryingSql(q: ExperimentQuestion): Sql {
  const rule = q.query.exposure ?? exposureRuleSchema.parse({});
  const filter: Filter = { and: [carries(rule, q.query.experiment), ...(q.query.filter ? [q.query.filter] : [])] };
  const prop = (name: string) => sql`props[${bind('String', name)}]`;
  const experiment = sql`arrayFirst(id -> id != '', [${join(rule.experiment.map(prop), ', ')}])`;
  const rows = eventRowsWith({ ...q, query: { ...q.query, filter } }, q.range, {
    goals: rule.match ? [rule.match] : [],
    extra: sql`(${experiment}, ${prop(rule.variant)}, toString(name))`,
  });
  const { experiment: only } = q.query;
  return sql`SELECT extra.1 AS experiment, extra.2 AS shown, extra.3 AS name, person, t, active,
      ${rule.match ? sql`goals != 0` : sql`true`} AS exposing
    FROM (${rows}) WHERE person != 0 AND ${only === undefined ? sql`true` : sql`experiment = ${bind('String', only)}`}`;
}

/** Said as a filter, so that other events are left out before anything else is read of them. */
function carries({ experiment, variant }: ExposureRule, only: string | undefined): Filter {
  const names = experiment.map((name): Filter => {
    const property = `props.${name}` as const;
    return only === undefined ? { property, op: 'set' } : { property, op: 'eq', value: only };
  });
  return { and: [{ or: names }, { property: `props.${variant}`, op: 'set' }] };
}
