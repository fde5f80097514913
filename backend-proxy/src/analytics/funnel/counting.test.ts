import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { completed, MINUTE, NOON, type Step, step } from './test-funnels';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

test('the first start alone, where only that counts', async () => {
  const people = {
    ana: [
      ['A', 0],
      ['A', 10 * MINUTE],
      ['B', 11 * MINUTE],
    ],
  } satisfies Record<string, Step[]>;
  expect(await completed(engine, people, { start: 'first' })).toEqual([1, 0, 0]);
  expect(await completed(engine, people, {})).toEqual([1, 1, 0]);
});

test('a session counts with the attempts within it', async () => {
  const people = {
    // Two sessions: the first converts to B, the second to A.
    ana: [
      ['A', 0],
      ['B', 1],
      ['A', 40 * MINUTE],
    ],
    // The step lies in the next session, though within a window of an hour.
    bob: [
      ['A', 0],
      ['B', 30 * MINUTE + 1],
    ],
    // On another site is another session.
    cy: [
      ['A', 0],
      ['B', 1, { site: 'app.example' }],
    ],
    dan: [
      ['A', 0],
      ['B', 30 * MINUTE],
    ],
  } satisfies Record<string, Step[]>;
  expect(await completed(engine, people, { counting: 'session', window: '1h' })).toEqual([5, 2, 0]);
});

test('all attempts that do not overlap: after a conversion, after the window, after an exclusion', async () => {
  const people = {
    // Converts twice; the second A belongs to the first attempt's time.
    ana: [
      ['A', 0],
      ['A', 1],
      ['B', 2],
      ['A', 3],
      ['B', 4],
    ],
    // The attempt from 0 runs out; the next begins after it.
    bob: [
      ['A', 0],
      ['A', 5 * MINUTE],
      ['A', 5 * MINUTE + 1],
      ['B', 5 * MINUTE + 2],
    ],
  } satisfies Record<string, Step[]>;
  const steps = [step('A'), step('B')];
  // ana 2 of 2; bob 2 attempts, of which the second converts, as the first does not reach B within its window.
  expect(await completed(engine, people, { counting: 'total', steps })).toEqual([4, 3]);
  const excluded = {
    ana: [
      ['A', 0],
      ['X', 1],
      ['A', 2],
      ['B', 3],
    ],
  } satisfies Record<string, Step[]>;
  const exclusions = [{ match: { events: ['X'] }, from: 1, to: 2, effect: 'truncate' as const }];
  expect(await completed(engine, excluded, { counting: 'total', steps, exclusions })).toEqual([2, 1]);
  // X is itself a step 1, but is consumed by the attempt that it ends.
  const both = [{ name: 'A or X', match: { events: ['A', 'X'] } }, step('B')];
  expect(
    await completed(
      engine,
      {
        ana: [
          ['A', 0],
          ['X', 1],
          ['B', 2],
        ],
      },
      { counting: 'total', steps: both, exclusions }
    )
  ).toEqual([1, 0]);
});

test('a strict attempt ends at the event that breaks it, which may start the next', async () => {
  const people = {
    ana: [
      ['A', 0],
      ['A', 1],
      ['B', 2],
    ],
  } satisfies Record<string, Step[]>;
  const steps = [step('A'), step('B')];
  expect(await completed(engine, people, { counting: 'total', order: 'strict', steps })).toEqual([2, 1]);
});

test('the events of an attempt share the value that is held; without a value they take no part', async () => {
  const team = (name: string): Partial<TestEvent> => ({ props: { team: name } });
  const people = {
    ana: [
      ['A', 0, team('x')],
      ['B', 1, team('y')],
      ['B', 2, team('x')],
    ],
    bob: [
      ['A', 0, team('x')],
      ['B', 1, team('y')],
    ],
    cy: [
      ['A', 0],
      ['B', 1],
    ],
    // The value that goes further counts.
    dan: [
      ['A', 0, team('x')],
      ['A', 1, team('y')],
      ['B', 2, team('y')],
    ],
  } satisfies Record<string, Step[]>;
  expect(await completed(engine, people, { hold: 'props.team' })).toEqual([3, 2, 0]);
});

test('where all attempts are split by a value, the first 1,000 events of a person are looked at, and that is said', async () => {
  // Two steps at each attempt, every second one in the other team.
  const attempts = (user_id: string, count: number) =>
    Array.from({ length: 2 * count }, (_, i) => ({
      ...{ workspace: 'machines', user_id, name: i % 2 === 0 ? 'A' : 'B', time: NOON + i },
      props: { team: i % 4 < 2 ? 'x' : 'y' },
    }));
  await load(engine.store, [...attempts('ana', 500), ...attempts('robot', 700)]);
  const of = async (more: object) => {
    const range = { from: NOON, to: NOON + 60 * MINUTE };
    const common = { v: 1, kind: 'funnel', range, steps: [step('A'), step('B')], window: '5m', counting: 'total' };
    const answered = await ask(engine.store, { ...common, ...more } as QueryInput, { workspace: 'machines' });
    return { ...columns(answered), notices: answered.meta.notices };
  };
  const breakdown = { property: 'props.team' };
  // Ana's 500 are all; of the robot's 700 the first 500.
  expect(await of({ breakdown })).toMatchObject({
    users_completed: [1000, 1000],
    notices: [{ severity: 'warning', code: 'overlong', text: expect.stringMatching(/^1 of the people/) }],
  });
  expect(await of({})).toMatchObject({ users_completed: [1200, 1200], notices: [] });
  expect(await of({ breakdown, counting: 'person' })).toMatchObject({ users_completed: [2, 2], notices: [] });
  expect(
    await of({ breakdown, segment: { not: { did: { events: ['A'] }, times: { op: 'gte', count: 501 } } } })
  ).toMatchObject({
    users_completed: [500, 500],
    notices: [],
  });
});

test('more bits than a number has beside its time', async () => {
  const steps = Array.from({ length: 20 }, (_, i) => step(`S${i}`));
  const exclusions = [1, 2, 3].map((from) => ({ match: { events: [`X${from}`] }, from, to: from + 1 }));
  const all = steps.map(({ name }, i): Step => [name, i]);
  const people = { ana: all, bob: all.slice(0, 19), cy: [...all, ['X2', 1] as Step], dan: [...all, ['X2', 2] as Step] };
  // Between steps 2 (at 1 ms) and 3 (at 2 ms) nothing fits.
  expect(await completed(engine, people, { steps, exclusions })).toEqual([...Array<number>(19).fill(4), 3]);
});

test('a range that has not begun, and one that ends where it starts counting', async () => {
  const people = {
    ana: [
      ['A', 0],
      ['B', 1],
    ],
  } satisfies Record<string, Step[]>;
  expect(await completed(engine, people, { asOf: NOON - 120 * MINUTE })).toEqual([0, 0, 0]);
  expect(await completed(engine, people, { range: { from: NOON + 1, to: NOON + 2 } })).toEqual([0, 0, 0]);
});
