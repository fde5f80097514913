import { type FixedProperty, isTrait, type Property } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { linkedUsers, whoIs } from '../../store/who-is';
import type { PeopleScope } from './scope';
import { firstSeenSql, lastSeenSql } from './seen';

export type { PeopleScope } from './scope';

export type SessionProperty = Extract<FixedProperty, `session.${string}`>;
type PersonProperty = 'user.id' | Extract<FixedProperty, `person.${string}`>;
type EventProperty = Exclude<FixedProperty, SessionProperty | PersonProperty>;

const COLUMNS: Record<EventProperty, Sql> = {
  'event.name': sql`name`,
  'event.time': sql`formatDateTime(time, '%Y-%m-%dT%H:%i:%SZ', 'UTC')`,
  'page.path': sql`path`,
  'page.host': sql`host`,
  'utm.source': sql`utm_source`,
  'utm.medium': sql`utm_medium`,
  'utm.campaign': sql`utm_campaign`,
  'utm.content': sql`utm_content`,
  'utm.term': sql`utm_term`,
  referrer: sql`referrer`,
  'device.browser': sql`browser`,
  'device.os': sql`os`,
  'device.type': sql`device`,
  site: sql`site`,
  'geo.country': sql`country`,
  'geo.region': sql`region`,
  'geo.city': sql`city`,
  value: sql`ifNull(toString(value), '')`,
};

const SESSION_COLUMNS: Record<SessionProperty, Sql> = {
  'session.source': sql`session_source`,
  'session.entry_page': sql`entry_page`,
  'session.exit_page': sql`exit_page`,
};

/** Whether a property belongs to the session as a whole, so that it is known only once sessions are cut. */
export function isSessionProperty(property: Property): property is SessionProperty {
  return Object.hasOwn(SESSION_COLUMNS, property);
}

/** A property as text; '' where it is absent. */
export function propertyText(property: Property, people: PeopleScope): Sql {
  if (isSessionProperty(property)) {
    return SESSION_COLUMNS[property];
  }
  if (isTrait(property)) {
    return traitText(property.slice('person.'.length), people);
  }
  if (isPersonProperty(property)) {
    return PERSON_TEXT[property](people);
  }
  return property.startsWith('props.')
    ? sql`props[${bind('String', property.slice('props.'.length))}]`
    : sql`toString(${COLUMNS[property as EventProperty]})`;
}

/** A property as a number; NULL where it is absent or no number. */
export function propertyNumber(property: Property, people: PeopleScope): Sql {
  return property === 'value' ? sql`value` : sql`toFloat64OrNull(${propertyText(property, people)})`;
}

const PERSON_TEXT: Record<PersonProperty, (people: PeopleScope) => Sql> = {
  'user.id': userText,
  'person.first_seen': (people) => momentText(sql`SELECT person, first AS t FROM (${firstSeenSql(people)})`),
  'person.last_seen': (people) => momentText(sql`SELECT person, last AS t FROM (${lastSeenSql(people)})`),
};

function isPersonProperty(property: Property): property is PersonProperty {
  return Object.hasOwn(PERSON_TEXT, property);
}

/** The moment of the event's person among `moments` (person, t in ms), as ISO 8601 to the second. */
function momentText(moments: Sql): Sql {
  const list = (column: Sql) => sql`(SELECT groupArray(${column}) FROM (${moments} ORDER BY person))`;
  const text = sql`formatDateTime(fromUnixTimestamp64Milli(t, 'UTC'), '%Y-%m-%dT%H:%i:%SZ', 'UTC')`;
  return sql`transform(person, ${list(sql`person`)}, ${list(text)}, '')`;
}

/** The user's id, also on events of a visitor who became that user. */
function userText({ workspace }: PeopleScope): Sql {
  const list = (column: Sql) => sql`(SELECT groupArray(${column}) FROM (${linkedUsers(workspace)}))`;
  return sql`if(user_id != '', user_id, transform(visitor, ${list(sql`visitor`)}, ${list(sql`user_id`)}, ''))`;
}

/** The latest value of a trait of the event's person; of several at one moment the largest, so that it never varies. */
function traitText(key: string, { workspace, until }: PeopleScope): Sql {
  const named = sql`SELECT person, time, value FROM person_traits
    WHERE workspace = ${bind('String', workspace)} AND key = ${bind('String', key)}
      AND time < fromUnixTimestamp64Milli(${bind('Int64', until)}, 'UTC')`;
  const latest = sql`SELECT person, argMax(value, (time, value)) AS value
    FROM (${whoIs(workspace, named)}) GROUP BY person ORDER BY person`;
  const list = (column: Sql) => sql`(SELECT groupArray(${column}) FROM (${latest}))`;
  return sql`transform(person, ${list(sql`person`)}, ${list(sql`value`)}, '')`;
}
