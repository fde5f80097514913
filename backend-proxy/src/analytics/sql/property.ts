import type { FixedProperty, Property } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';

type SessionProperty = Extract<FixedProperty, `session.${string}`>;
type EventProperty = Exclude<FixedProperty, SessionProperty>;

const COLUMNS: Record<EventProperty, Sql> = {
  'event.name': sql`name`,
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
  'user.id': sql`user_id`,
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
export function propertyText(property: Property): Sql {
  if (isSessionProperty(property)) {
    return SESSION_COLUMNS[property];
  }
  return property.startsWith('props.')
    ? sql`props[${bind('String', property.slice('props.'.length))}]`
    : sql`toString(${COLUMNS[property as EventProperty]})`;
}

/** A property as a number; NULL where it is absent or no number. */
export function propertyNumber(property: Property): Sql {
  return property === 'value' ? sql`value` : sql`toFloat64OrNull(${propertyText(property)})`;
}
