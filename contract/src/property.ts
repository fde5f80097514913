import * as z from 'zod/mini';

/**
 * The fixed properties of an event, its session or its person, with the words a person reads. `props.<name>` are the sender's own,
 * and `person.<trait>` is the latest value of a person's trait at the end of the range.
 */
export const PROPERTIES = {
  'event.name': 'Event',
  'event.time': 'Time',
  'page.path': 'Page',
  'page.host': 'Host',
  'session.source': 'Source',
  'session.entry_page': 'Entry page',
  'session.exit_page': 'Exit page',
  'utm.source': 'UTM source',
  'utm.medium': 'UTM medium',
  'utm.campaign': 'UTM campaign',
  'utm.content': 'UTM content',
  'utm.term': 'UTM term',
  referrer: 'Referrer',
  'device.browser': 'Browser',
  'device.os': 'Operating system',
  'device.type': 'Device',
  site: 'Site',
  'geo.country': 'Country',
  'geo.region': 'Region',
  'geo.city': 'City',
  'user.id': 'User',
  'person.first_seen': 'First seen',
  'person.last_seen': 'Last seen',
  value: 'Value',
} as const;

export type FixedProperty = keyof typeof PROPERTIES;
export type Property = FixedProperty | `props.${string}` | `person.${string}`;

export const propertySchema = z.custom<Property>(
  isProperty,
  `a property is one of ${Object.keys(PROPERTIES).join(', ')}, props.<name> or person.<trait>`
);

export function isProperty(value: unknown): value is Property {
  return typeof value === 'string' && (Object.hasOwn(PROPERTIES, value) || /^(props|person)\..{1,300}$/su.test(value));
}

/** Properties that are moments, and compared as such. */
export const TIMES: readonly Property[] = ['event.time', 'person.first_seen', 'person.last_seen'];

/** Whether a property may hold a moment: those that always do, and a sender's own, where it is written as ISO 8601. */
export function mayBeTime(property: Property): boolean {
  return TIMES.includes(property) || /^(props|person)\./.test(property);
}

/** Whether a property is a trait that senders gave, rather than what is known of a person from their events. */
export function isTrait(property: Property): property is `person.${string}` {
  return property.startsWith('person.') && !Object.hasOwn(PROPERTIES, property);
}

/** What a person reads for a property. */
export function propertyLabel(property: Property): string {
  return Object.hasOwn(PROPERTIES, property)
    ? PROPERTIES[property as FixedProperty]
    : property.slice(property.indexOf('.') + 1);
}
