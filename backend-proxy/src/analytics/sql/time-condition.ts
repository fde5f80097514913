import type { Condition } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { backFrom, toInstant } from '../time/range';
import { propertyText } from './property';
import { type PeopleScope, TIME_MS } from './scope';
import { activeSince, firstSeenSql } from './seen';

export type TimeCondition = Extract<Condition, { op: 'before' | 'after' | 'within' }>;

export function isTimeCondition(condition: Condition): condition is TimeCondition {
  return ['before', 'after', 'within'].includes(condition.op);
}

/** A comparison of moments as SQL over an event, or over a `person` where it is about when they were seen; never NULL. */
export function timeConditionSql(condition: TimeCondition, people: PeopleScope): Sql {
  const { from, to } = spanOf(condition, people);
  const within = (time: Sql) => sql`(${time} >= ${bind('Int64', from)} AND ${time} < ${bind('Int64', to)})`;
  switch (condition.property) {
    case 'event.time':
      return within(TIME_MS);
    case 'person.first_seen':
      return sql`person IN (SELECT person FROM (${firstSeenSql(people)}) WHERE ${within(sql`first`)})`;
    case 'person.last_seen':
      return condition.op === 'before' ? lastSeenBefore(to, people) : isActiveSince(from, people);
    default:
      return sql`ifNull(${within(momentOf(propertyText(condition.property, people)))}, false)`;
  }
}

/** Whether a person was ever seen by then. */
export function wasSeen(people: PeopleScope): Sql {
  return sql`person IN (SELECT person FROM (${firstSeenSql(people)}))`;
}

/** [from, to) of a condition, in milliseconds. */
function spanOf({ op, value }: TimeCondition, { until, timezone }: PeopleScope): { from: number; to: number } {
  switch (op) {
    case 'before':
      return { from: Number.MIN_SAFE_INTEGER, to: toInstant(value) };
    case 'after':
      return { from: toInstant(value), to: Number.MAX_SAFE_INTEGER };
    case 'within':
      return { from: backFrom(until, value, timezone), to: until };
  }
}

function isActiveSince(from: number, people: PeopleScope): Sql {
  return sql`person IN (SELECT person FROM (${activeSince(people, from)}))`;
}

/** Seen before, and not since: so that only the days since then are read. */
function lastSeenBefore(before: number, people: PeopleScope): Sql {
  const to = Math.min(before, people.until);
  return sql`(person IN (SELECT person FROM (${firstSeenSql({ ...people, until: to })})) AND NOT ${isActiveSince(to, people)})`;
}

/** A text that is ISO 8601 as milliseconds; NULL where it is anything else. */
function momentOf(text: Sql): Sql {
  return sql`if(match(${text}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}'), toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(${text}, 3, 'UTC')), NULL)`;
}
