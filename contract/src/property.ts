import * as z from 'zod/mini';

/**
 * The fixed properties of an event or its session, with the words a person reads. `props.<name>` are the sender's own, and
 * `person.<trait>` is the latest value of a person's trait at the end of the range.
 */
export const PROPERTIES = {
  'event.name': 'Event',
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

/** What a person reads for a property. */
export function propertyLabel(property: Property): string {
  return Object.hasOwn(PROPERTIES, property)
    ? PROPERTIES[property as FixedProperty]
    : property.slice(property.indexOf('.') + 1);
}
