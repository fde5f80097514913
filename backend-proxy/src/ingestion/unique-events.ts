import { knownIds } from '../store/known-ids';
import type { Store } from '../store/store';
import type { EventKey } from './encoded-events';

/** The events to store: those with an id that was stored in the last days, or that is in the list already, are left out. */
export async function uniqueEvents(store: Store, events: readonly EventKey[]): Promise<Set<EventKey>> {
  const bySite = new Map<string, Map<string, EventKey>>();
  const unique = new Set<EventKey>();
  for (const event of events) {
    if (event.event_id === '') {
      unique.add(event);
      continue;
    }
    // Neither of them has a blank.
    const key = `${event.workspace} ${event.site}`;
    const ids = bySite.get(key) ?? new Map<string, EventKey>();
    bySite.set(key, ids);
    if (!ids.has(event.event_id)) {
      ids.set(event.event_id, event);
      unique.add(event);
    }
  }
  for (const ids of bySite.values()) {
    const [{ workspace, site }] = [...ids.values()] as [EventKey];
    for (const id of await knownIds(store, workspace, site, [...ids.keys()])) {
      unique.delete(ids.get(id)!);
    }
  }
  return unique;
}
