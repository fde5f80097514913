import type { FunnelQuery, PeopleQuery } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { OTHER } from '../measures/grouping';
import { valueLabels } from '../measures/label';
import { pickedValue } from '../measures/people';
import { pickedBucket, unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { defaultInterval, planBuckets } from '../time/buckets';
import { definitionOf, type FunnelPlan, planOf, requiredPlaces } from './plan';
import { unitsSql } from './units-sql';
import { countValues } from './values';

type Pick = Extract<PeopleQuery['of'], { kind: 'funnel' }>['pick'];

/** Who did a step, or came to it and did not; of an interval of the trend, and of a value of the breakdown, where these are named. */
export async function funnelPeople(q: Question<FunnelQuery>, { step, outcome, value, time }: Pick): Promise<Sql> {
  const definition = await definitionOf(q);
  const plan = planOf(definition, q.query.breakdown);
  if (step > definition.steps.length) {
    unknownPick('step', `the funnel has ${definition.steps.length}`);
  }
  const conditions = [
    reachedSql(plan, step, outcome),
    ...(time === undefined ? [] : [startedIn(q, time)]),
    ...(value === undefined ? [] : [await ofValue(q, plan, value)]),
  ];
  return sql`SELECT DISTINCT person FROM (${unitsSql(q, plan)}) WHERE ${join(conditions, ' AND ')}`;
}

function reachedSql(plan: FunnelPlan, step: number, outcome: Pick['outcome']): Sql {
  const place = step === 0 ? 0 : step - (plan.entry ? 0 : 1);
  const isReached = (of: number) => sql`reached[${bind('UInt8', of + 1)}] >= 0`;
  const before = requiredPlaces(plan).findLast((other) => other < place) ?? place;
  return outcome === 'completed' || step === 0
    ? isReached(place)
    : sql`(${isReached(before)} AND NOT ${isReached(place)})`;
}

function startedIn(q: Question<FunnelQuery>, time: string | number): Sql {
  const interval = q.query.interval ?? defaultInterval(q.range);
  const { buckets } = planBuckets(q.range, interval, q.timezone, q.weekStart);
  const { start, end } = buckets[pickedBucket(buckets, time)]!;
  return sql`started >= ${bind('Int64', start)} AND started < ${bind('Int64', end)}`;
}

async function ofValue(q: Question<FunnelQuery>, plan: FunnelPlan, shown: string): Promise<Sql> {
  const { breakdown } = plan;
  if (breakdown === undefined) {
    return unknownPick('value', 'the question has no breakdown');
  }
  const values = (await countValues(q, plan, breakdown.limit)).values.map(({ value }) => value);
  const value = pickedValue(shown, values, valueLabels(values));
  return value === OTHER
    ? sql`NOT has(${bind('Array(String)', values)}, value)`
    : sql`value = ${bind('String', value)}`;
}
