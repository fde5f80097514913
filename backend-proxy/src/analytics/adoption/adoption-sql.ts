import type { AdoptionQuery, Feature, Matcher } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { eventRows } from '../measures/event-rows';
import { firstEvents } from '../measures/total-users';
import type { Question } from '../question';
import type { BucketPlan } from '../time/buckets';
import type { ResolvedRange } from '../time/range';

/** Each feature, and those who could use it, take a bit of a 64-bit number that JSON carries exactly up to 53. */
export const AT_ONCE = 25;

/** What is asked: features, and the range before the one asked about. */
export interface AdoptionPlan {
  features: Feature[];
  before: ResolvedRange;
}

/** What tells who could use the features and who did, from a mask of the goals that a person met. */
interface Masks {
  /** The matchers of the features, then of those who could use them. */
  goals: Matcher[];
  /** Of each feature in turn, whether a person could use it, or did and could; `there` says whether the person was active. */
  could(mask: Sql, there: Sql): Sql;
  did(mask: Sql, there: Sql): Sql;
}

export function masksOf(features: Feature[]): Masks {
  const own = features.flatMap((feature) => feature.eligible ?? []);
  let next = features.length;
  const places = bind(
    'Array(Int64)',
    features.map((_, i) => i)
  );
  // Without a matcher of its own every active person could use the feature.
  const eligible = bind(
    'Array(Int64)',
    features.map((feature) => (feature.eligible ? next++ : -1))
  );
  const isEligible = (mask: Sql, there: Sql) => sql`if(e < 0, ${there}, bitTest(${mask}, greatest(e, 0)))`;
  return {
    goals: [...features.map(({ match }) => match), ...own],
    could: (mask, there) => sql`arrayMap(e -> ${isEligible(mask, there)}, ${eligible})`,
    did: (mask, there) =>
      sql`arrayMap((f, e) -> bitTest(${mask}, f) AND ${isEligible(mask, there)}, ${places}, ${eligible})`,
  };
}

/**
 * One row: active and active_before (persons), and for each feature in their order eligible, eligible_before (persons who could
 * use it) and adopters, adopters_before (those of them who did). Everything is counted over active (interactive) events.
 */
export function adoptersSql(q: Question<AdoptionQuery>, { features, before }: AdoptionPlan): Sql {
  const { goals, could, did } = masksOf(features);
  const isNow = sql`t >= ${bind('Int64', q.range.from)}`;
  return sql`SELECT countIf(now) AS active, countIf(earlier) AS active_before,
      sumForEach(${could(sql`mask`, sql`now`)}) AS eligible, sumForEach(${could(sql`mask_before`, sql`earlier`)}) AS eligible_before,
      sumForEach(${did(sql`mask`, sql`now`)}) AS adopters, sumForEach(${did(sql`mask_before`, sql`earlier`)}) AS adopters_before
    FROM (
      SELECT person, groupBitOrIf(goals, ${isNow}) AS mask, groupBitOrIf(goals, NOT ${isNow}) AS mask_before,
        countIf(${isNow}) > 0 AS now, countIf(NOT ${isNow}) > 0 AS earlier
      FROM (${eventRows(q, before.from, q.range.to, undefined, goals)}) WHERE person != 0 AND active GROUP BY person
    )`;
}

/**
 * A row for each bucket of the plan in which anybody was active: bucket, active (persons), and for each feature in their order
 * eligible (persons who could use it in the bucket), adopters (those of them who did) and users (all who did).
 */
export function adoptersByBucketSql(q: Question<AdoptionQuery>, features: Feature[], plan: BucketPlan): Sql {
  const { goals, could, did } = masksOf(features);
  const there = sql`true`;
  const used = sql`arrayMap(f -> bitTest(mask, f), range(toUInt64(${bind('UInt8', features.length)})))`;
  return sql`SELECT bucket, count() AS active, sumForEach(${could(sql`mask`, there)}) AS eligible,
      sumForEach(${did(sql`mask`, there)}) AS adopters, sumForEach(${used}) AS users
    FROM (
      SELECT person, ${plan.key(sql`t`)} AS bucket, groupBitOr(goals) AS mask
      FROM (${eventRows(q, q.range.from, q.range.to, undefined, goals)}) WHERE person != 0 AND active GROUP BY person, bucket
    ) GROUP BY bucket`;
}

/** One row for each feature that was used in the range: feature (its place), uses, known_uses (by persons), first_use and last_use (ms). */
export function usesSql(q: Question<AdoptionQuery>, features: Feature[]): Sql {
  return sql`SELECT toInt64(feature) AS feature, count() AS uses, countIf(person != 0) AS known_uses,
      min(t) AS first_use, max(t) AS last_use
    FROM (${featureEvents(q, features, q.range.from)}) GROUP BY feature`;
}

/**
 * One row for each feature that anybody ever used up to the end of the range: feature (its place), users (persons in the range),
 * states of people who are known across days, and the quantiles of seconds from first seen to first use over those of them who
 * used it in the range. All that is kept of a person's uses is one mask and one moment, since what is kept costs the most.
 */
export function statesSql(q: Question<AdoptionQuery>, { features, before }: AdoptionPlan): Sql {
  const period = sql`multiIf(t >= ${bind('Int64', q.range.from)}, 1, t >= ${bind('Int64', before.from)}, 2, 4)`;
  const used = sql`SELECT person, feature, min(t) AS first_ever, groupBitOr(${period} + if(person_stable, 8, 0)) AS mask,
      bitTest(mask, 0) AS now, bitTest(mask, 1) AS previous, bitTest(mask, 2) AS long_ago, bitTest(mask, 3) AS stable
    FROM (${featureEvents(q, features, 0)}) WHERE person != 0 GROUP BY person, feature`;
  const adopted = sql`stable AND now`;
  const seconds = sql`(first_ever - first) / 1000`;
  return sql`SELECT toInt64(feature) AS feature, countIf(now) AS users,
      countIf(${adopted} AND NOT previous AND NOT long_ago) AS new_users,
      countIf(${adopted} AND previous) AS returning_users,
      countIf(${adopted} AND NOT previous AND long_ago) AS resurrected_users,
      countIf(stable AND NOT now AND previous) AS lapsed_users,
      quantileExactInclusiveOrNullIf(0.25)(${seconds}, ${adopted}) AS p25,
      quantileExactInclusiveOrNullIf(0.5)(${seconds}, ${adopted}) AS median,
      quantileExactInclusiveOrNullIf(0.75)(${seconds}, ${adopted}) AS p75
    FROM (${used}) AS used LEFT JOIN (${firstEvents(q, { range: q.range })}) AS firsts ON used.person = firsts.person
    GROUP BY feature`;
}

/** Active events from a moment (ms) to the end of the range, once for each feature that they use: t, person, person_stable, feature. */
function featureEvents(q: Question<AdoptionQuery>, features: Feature[], from: number): Sql {
  const goals = features.map(({ match }) => match);
  return sql`SELECT t, person, person_stable, arrayJoin(bitPositionsToArray(goals)) AS feature
    FROM (${eventRows(q, from, q.range.to, undefined, goals)}) WHERE active AND goals != 0`;
}
