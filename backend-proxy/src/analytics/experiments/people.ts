import type { ExperimentQuery, ExperimentsQuery, PeopleQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import { designOf } from './design';
import { exposedSql } from './exposed-sql';
import { askedOf } from './judge';

type PickOf<Kind> = Extract<PeopleQuery['of'], { kind: Kind }>['pick'];

/** Who was shown an experiment's variant, converted, or saw several. */
export function experimentsPeople(q: Question<ExperimentsQuery>, { experiment, ...pick }: PickOf<'experiments'>): Sql {
  const { status: _, ...query } = q.query;
  return experimentPeople({ ...q, query: { ...query, kind: 'experiment', experiment } }, pick);
}

/** The same of the one that is asked about. */
export function experimentPeople(q: Question<ExperimentQuery>, { variant, who }: PickOf<'experiment'>): Sql {
  const which =
    who === 'excluded' || variant === undefined
      ? sql`(variant = '') = ${bind('UInt8', who === 'excluded' ? 1 : 0)}`
      : sql`variant = ${bind('String', variant)} AND variant != ''`;
  return sql`SELECT person FROM (${exposedSql(askedOf(q, q.query.experiment, designOf(q, q.query.experiment)))}) WHERE ${which} AND ${who === 'converted' ? sql`converted > 0` : sql`true`}`;
}
