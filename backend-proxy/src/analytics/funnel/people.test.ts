import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(
    engine.store,
    EVENTS.map((event) => ({ ...event, workspace: 'steps' }))
  );
});
afterAll(() => engine.stop());

const NOON = Date.parse('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;
const ab = { steps: ['A', 'B'].map((name) => ({ name, match: { events: [name] } })), window: '1h' };

const did = (user_id: string, name: string, after: number, browser = ''): TestEvent => ({
  ...{ user_id, name, browser },
  time: NOON + after,
});
const EVENTS = [
  did('ana', 'A', 0, 'Firefox'),
  did('ana', 'B', 1000),
  did('bob', 'A', 0, 'Firefox'),
  did('cy', 'A', HOUR, 'Chrome'),
  did('dan', 'X', 0),
];
const range = { from: NOON, to: NOON + 2 * HOUR };

test.each([
  [{ step: 0 }, ['ana', 'bob', 'cy']],
  [{ step: 1 }, ['ana', 'bob', 'cy']],
  [{ step: 2 }, ['ana']],
  [{ step: 2, outcome: 'dropped' }, ['bob', 'cy']],
  [{ step: 2, outcome: 'dropped', value: 'Chrome' }, ['cy']],
  [{ step: 1, time: NOON }, ['ana', 'bob']],
])('%j', async (pick, expected) => {
  const of = { kind: 'funnel', ...ab, interval: '1h', breakdown: { property: 'device.browser' }, pick };
  const query = { v: 1, kind: 'people', range, of } as QueryInput;
  const answered = await ask(engine.store, query, { workspace: 'steps' });
  expect((columns(answered)['person'] as string[]).toSorted()).toEqual(expected);
});

test('a step that the funnel does not have', async () => {
  const query = { v: 1, kind: 'people', range, of: { kind: 'funnel', ...ab, pick: { step: 3 } } } as QueryInput;
  await expect(ask(engine.store, query, { workspace: 'none' })).rejects.toMatchObject({
    status: 422,
    code: 'unknown_pick',
  });
});
