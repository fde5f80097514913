import { type Place, Problem } from '../../problem';

/**
 * Refuses definitions that speak of the session of an event, wherever they do: what is defined is looked for among single events,
 * which do not know their session.
 * @throws Problem 422 `session_property` that names the places
 */
export function refuseSessionProperties(definitions: unknown): void {
  const places = placesIn(definitions);
  if (places.length > 0) {
    throw ofOneEvent(places);
  }
}

/** What is said where single events are asked about their session. */
export function ofOneEvent(places: Place[]): Problem {
  const detail = 'Steps, goals and features are events: ask about the event instead.';
  return new Problem(422, 'session_property', detail, places);
}

function placesIn(node: unknown, path: readonly string[] = []): Place[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  const property = 'property' in node ? node.property : undefined;
  if (typeof property === 'string' && property.startsWith('session.')) {
    return [{ path: [...path, 'property'].join('.'), message: `${property} is a property of the session` }];
  }
  return Object.entries(node).flatMap(([name, inner]) => placesIn(inner, [...path, name]));
}
