import type { QueryInput } from '@fawkes/contract';
import { ask, columns } from '../../../test/ask';
import type { TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';

export const NOON = Date.parse('2026-03-02T12:00:00Z');
export const MINUTE = 60_000;

export const step = (name: string, more: object = {}) => ({ name, match: { events: [name] }, ...more });

/** An event so many milliseconds after noon. */
export type Step = [name: string, at: number, changes?: Partial<TestEvent>];
type Funnel = Partial<Extract<QueryInput, { kind: 'funnel' }>>;

let workspaces = 0;

/** How many come to each step of a funnel, of A, B and C within 5 minutes where nothing else is said. */
export async function completed(
  { store }: TestStore,
  people: Record<string, Step[]>,
  funnel: Funnel = {}
): Promise<unknown> {
  workspaces += 1;
  const workspace = `rules${workspaces}`;
  const events = Object.entries(people).flatMap(([user_id, steps]) =>
    steps.map(([name, at, changes]) => ({ workspace, user_id, name, time: NOON + at, ...changes }))
  );
  await load(store, events);
  const range = { from: NOON - 60 * MINUTE, to: NOON + 60 * MINUTE };
  const steps = ['A', 'B', 'C'].map((name) => step(name));
  const query = { v: 1, kind: 'funnel', range, steps, window: '5m', ...funnel } as QueryInput;
  return columns(await ask(store, query, { workspace }))['users_completed'];
}
