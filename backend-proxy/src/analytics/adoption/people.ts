import type { AdoptionQuery, Feature, PeopleQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { eventRows } from '../measures/event-rows';
import type { Question } from '../question';
import { previousRange } from '../time/range';

type Pick = Extract<PeopleQuery['of'], { kind: 'adoption' }>['pick'];

/** Who could use a feature, did, or is in one of its states. */
export async function adoptionPeople(q: Question<AdoptionQuery>, { feature: name, who }: Pick): Promise<Sql> {
  const [feature] = await q.features([name]);
  return who === 'eligible' || who === 'adopters' || who === 'users'
    ? withinRange(q, feature as Feature, who)
    : inState(q, feature as Feature, who);
}

function withinRange(
  q: Question<AdoptionQuery>,
  { match, eligible }: Feature,
  who: 'eligible' | 'adopters' | 'users'
): Sql {
  const goals = [match, ...(eligible ? [eligible] : [])];
  const did = sql`max(bitTest(goals, 0)) = 1`;
  const could = eligible ? sql`max(bitTest(goals, 1)) = 1` : sql`true`;
  const holds = { eligible: could, adopters: sql`${did} AND ${could}`, users: did }[who];
  return sql`SELECT person FROM (${eventRows(q, q.range.from, q.range.to, undefined, goals)})
    WHERE person != 0 AND active GROUP BY person HAVING ${holds}`;
}

function inState(
  q: Question<AdoptionQuery>,
  { match }: Feature,
  state: Exclude<Pick['who'], 'eligible' | 'adopters' | 'users'>
): Sql {
  const from = bind('Int64', q.range.from);
  const earlier = bind('Int64', previousRange(q.range, q.timezone).from);
  const holds = {
    new: sql`now > 0 AND previous = 0 AND long_ago = 0`,
    returning: sql`now > 0 AND previous > 0`,
    resurrected: sql`now > 0 AND previous = 0 AND long_ago > 0`,
    lapsed: sql`now = 0 AND previous > 0`,
  }[state];
  return sql`SELECT person FROM (
      SELECT person, max(person_stable) AS stable, countIf(t >= ${from}) AS now,
        countIf(t >= ${earlier} AND t < ${from}) AS previous, countIf(t < ${earlier}) AS long_ago
      FROM (${eventRows(q, 0, q.range.to, undefined, [match])})
      WHERE person != 0 AND active AND bitTest(goals, 0) GROUP BY person
    ) WHERE stable AND ${holds}`;
}
