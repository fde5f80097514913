import type { Property } from '@fawkes/contract';
import { instant, type Scope, type Split } from './scope';

const COLUMNS: Partial<Record<Property, string>> = {
  'event.name': 'name',
  'page.path': 'path',
  'page.host': 'host',
  'utm.source': 'utm_source',
  'utm.medium': 'utm_medium',
  'utm.campaign': 'utm_campaign',
  'utm.content': 'utm_content',
  'utm.term': 'utm_term',
  referrer: 'referrer',
  site: 'site',
  'user.id': 'user_id',
  'device.browser': 'browser',
  'device.os': 'os',
  'device.type': 'device',
  'geo.country': 'country',
  'geo.city': 'city',
  'props.plan': 'plan',
  'props.button': 'button',
  'props.note': 'note',
};

const OF_SESSION: Partial<Record<Property, string>> = {
  'session.source': 'source',
  'session.entry_page': 'entry',
  'session.exit_page': 'exit',
};

/** The properties that the files' events have. */
export const PROPERTIES_IN_FILES = [
  ...Object.keys(COLUMNS),
  ...Object.keys(OF_SESSION),
  'person.team',
  'person.role',
] as Property[];

/** A property as the reference knows it. */
export function splitBy(property: Property, { to }: Pick<Scope, 'to'>): Split {
  if (property.startsWith('person.')) {
    return { sql: traitSql(property.slice('person.'.length), to) };
  }
  const ofSession = OF_SESSION[property];
  if (ofSession !== undefined) {
    return { sql: ofSession, ofSession: true };
  }
  const sql = COLUMNS[property];
  if (sql === undefined) {
    throw new Error(`the files have no ${property}`);
  }
  return { sql };
}

/** The latest value of a person's trait at the end of the range. */
function traitSql(key: string, to: string): string {
  return `coalesce((SELECT arg_max(trait_value, since) FROM trait
    WHERE whose = person AND trait_key = '${key}' AND since < ${instant(to)}), '')`;
}
