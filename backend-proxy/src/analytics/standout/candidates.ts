import type { Property } from '@fawkes/contract';
import { bind, sql } from '../../store/sql';
import type { Question } from '../question';

/** What may stand out where nothing is asked for, besides people's traits. */
const USUAL: Property[] = [
  'event.name',
  'device.browser',
  'device.os',
  'device.type',
  'geo.country',
  'utm.source',
  'utm.campaign',
];
const MOST_TRAITS = 10;

/** The properties whose values are compared: those asked for, else the usual ones and the first traits by name. */
export async function candidates(q: Question<{ properties?: Property[] | undefined }>): Promise<Property[]> {
  if (q.query.properties) {
    return [...new Set(q.query.properties)];
  }
  const traits = await q.run<{ key: string }>(sql`SELECT DISTINCT toString(key) AS key FROM person_traits
    WHERE workspace = ${bind('String', q.workspace)} ORDER BY key LIMIT ${bind('UInt32', MOST_TRAITS)}`);
  return [...USUAL, ...traits.map(({ key }): Property => `person.${key}`)];
}
