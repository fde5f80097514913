import type { Notice, QueryInput } from '@fawkes/contract';
import type { EventStore } from '../src/store/event-store';
import { ask, columns } from './ask';
import { load, type TestEvent } from './events';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Where worked examples take place: midnight of Monday, 2 March 2026, in UTC. */
export const MONDAY = Date.parse('2026-03-02T00:00:00Z');

/** The start of the day so many days after Monday. */
export function day(n: number): string {
  return new Date(MONDAY + n * DAY).toISOString();
}

/** A page view by ana so many hours after Monday's start, changed as told. */
export function at(hours: number, changes: Partial<TestEvent> = {}): TestEvent {
  return { time: MONDAY + hours * HOUR, user_id: 'ana', ...changes };
}

/** A workspace of its own. */
export interface World {
  /** The first frame's columns. */
  query(q: QueryInput): Promise<Record<string, unknown[]>>;
  /** One number for each measure, over Monday where nothing else is said. */
  measure(names: string[], changes?: object): Promise<Record<string, unknown>>;
  /** What the answer says beside its numbers. */
  notices(names: string[], query?: QueryInput): Promise<Notice[]>;
}

let worlds = 0;

/** Stores the events as they are and gives ways to ask about them, and about nothing else. */
export async function world(store: EventStore, events: TestEvent[]): Promise<World> {
  worlds += 1;
  const workspace = `world${worlds}`;
  await load(
    store,
    events.map((e) => ({ ...e, workspace }))
  );
  const query = async (q: QueryInput) => columns(await ask(store, q, { workspace }));
  return {
    query,
    notices: async (names, q = onMonday(names)) => (await ask(store, q, { workspace })).meta.notices,
    async measure(names, changes = {}) {
      const { time: _, ...numbers } = await query({ ...onMonday(names), ...changes } as QueryInput);
      return Object.fromEntries(Object.entries(numbers).map(([name, [value]]) => [name, value]));
    },
  };
}

function onMonday(names: string[]): QueryInput {
  const measures = names.map((measure) => ({ measure }));
  return { v: 1, kind: 'trends', range: { from: day(0), to: day(1) }, interval: 'range', measures } as QueryInput;
}
