import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';

let engine: TestStore;
let workspaces = 0;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const NOON = Date.parse('2026-03-02T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const step = (name: string, more: object = {}) => ({ name, match: { events: [name] }, ...more });
const abc = [step('A'), step('B'), step('C')];

type Step = [name: string, at: number, changes?: Partial<TestEvent>];
type Funnel = Partial<Extract<QueryInput, { kind: 'funnel' }>>;

/** How many come to each step of a funnel with a window of 5 minutes; events are so many ms after noon. */
async function completed(people: Record<string, Step[]>, funnel: Funnel): Promise<unknown> {
  workspaces += 1;
  const workspace = `rules${workspaces}`;
  const events = Object.entries(people).flatMap(([user_id, steps]) =>
    steps.map(([name, at, changes]) => ({ workspace, user_id, name, time: NOON + at, ...changes }))
  );
  await load(engine.store, events);
  const range = { from: NOON - 60 * MINUTE, to: NOON + 60 * MINUTE };
  const query = { v: 1, kind: 'funnel', range, steps: abc, window: '5m', ...funnel } as QueryInput;
  return columns(await ask(engine.store, query, { workspace }))['users_completed'];
}

describe('strict', () => {
  test('the next interactive event is the next step, and pings do not come between', async () => {
    const people = {
      ana: [
        ['A', 0],
        ['B', 1],
        ['C', 2],
      ],
      bob: [
        ['A', 0],
        ['X', 1],
        ['B', 2],
      ],
      cy: [
        ['A', 0],
        ['engagement', 1, { interactive: false }],
        ['B', 2],
        ['X', 3],
        ['C', 4],
      ],
      // The second start is followed at once.
      dan: [
        ['A', 0],
        ['X', 1],
        ['A', 2],
        ['B', 3],
      ],
    } satisfies Record<string, Step[]>;
    expect(await completed(people, { order: 'strict' })).toEqual([4, 3, 1]);
  });

  test('of one moment the events of the steps come first, in the order of the steps', async () => {
    const people = {
      ana: [
        ['X', 0],
        ['B', 0],
        ['A', 0],
      ],
      bob: [
        ['A', 0],
        ['X', 1],
        ['B', 1],
      ],
      // A, B, then X: C is not the next.
      cy: [
        ['A', 0],
        ['B', 0],
        ['X', 0],
        ['C', 1],
      ],
    } satisfies Record<string, Step[]>;
    expect(await completed(people, { order: 'strict' })).toEqual([3, 3, 0]);
  });

  test('the window ends to the millisecond', async () => {
    const people = {
      ana: [
        ['A', 0],
        ['B', 5 * MINUTE],
      ],
      bob: [
        ['A', 0],
        ['B', 5 * MINUTE + 1],
      ],
    } satisfies Record<string, Step[]>;
    expect(await completed(people, { order: 'strict' })).toEqual([2, 1, 0]);
  });
});

describe('unordered', () => {
  test('k of the steps, in any order, from any step on', async () => {
    const people = {
      ana: [
        ['C', 0],
        ['A', 1],
        ['B', 2],
      ],
      bob: [
        ['B', 0],
        ['B', 1],
        ['A', 2],
      ],
      cy: [['C', 0]],
      dan: [['X', 0]],
    } satisfies Record<string, Step[]>;
    expect(await completed(people, { order: 'unordered' })).toEqual([3, 2, 1]);
  });

  test('a repeated step needs a further event, and the window runs from the first', async () => {
    const steps = [step('A'), step('B'), step('A')];
    const people = {
      ana: [
        ['A', 0],
        ['A', 1],
        ['B', 2],
      ],
      bob: [
        ['A', 0],
        ['B', 1],
      ],
      cy: [
        ['B', 0],
        ['A', 5 * MINUTE],
        ['A', 5 * MINUTE + 1],
      ],
    } satisfies Record<string, Step[]>;
    // From cy's B two of three are within the window, as from the first A.
    expect(await completed(people, { order: 'unordered', steps })).toEqual([3, 3, 1]);
  });

  test('events that meet several steps are shared out as well as can be', async () => {
    const steps = [{ name: 'A or B', match: { events: ['A', 'B'] } }, step('A')];
    // A could be either, so B is the first and A the second, though A came first.
    expect(
      await completed(
        {
          ana: [
            ['A', 0],
            ['B', 1],
          ],
          bob: [
            ['B', 0],
            ['B', 1],
          ],
        },
        { order: 'unordered', steps }
      )
    ).toEqual([2, 1]);
  });
});

test('events of one moment are shared out among repeated steps', async () => {
  const steps = [step('A'), step('B'), step('A')];
  const people = {
    ana: [
      ['A', 0],
      ['A', 0],
      ['B', 0],
    ],
    bob: [
      ['A', 0],
      ['B', 1],
      ['A', 1],
    ],
    cy: [
      ['A', 0],
      ['B', 0],
    ],
  } satisfies Record<string, Step[]>;
  expect(await completed(people, { steps })).toEqual([3, 3, 2]);
});

test('an optional step changes nothing of the others, and counts between them', async () => {
  const steps = [step('A'), step('B', { optional: true }), step('C')];
  const people = {
    ana: [
      ['A', 0],
      ['B', 1],
      ['C', 2],
    ],
    bob: [
      ['A', 0],
      ['C', 1],
    ],
    cy: [
      ['A', 0],
      ['B', 1],
    ],
    dan: [
      ['A', 0],
      ['C', 1],
      ['B', 2],
    ],
    eve: [
      ['A', 0],
      ['B', 5 * MINUTE + 1],
    ],
  } satisfies Record<string, Step[]>;
  // cy and ana did B; dan's came after C, eve's after the window.
  expect(await completed(people, { steps })).toEqual([5, 2, 3]);
  const without = [step('A'), step('C')];
  expect(await completed(people, { steps: without })).toEqual([5, 3]);
});

describe('exclusions', () => {
  const between = (effect: 'remove' | 'truncate', from = 1, to = 2) => ({
    exclusions: [{ match: { events: ['X'] }, from, to, effect }],
  });
  const people = {
    ana: [
      ['A', 0],
      ['X', 1],
      ['B', 2],
    ],
    // At the moment of a bound is not between.
    bob: [
      ['A', 0],
      ['X', 0],
      ['B', 2],
      ['X', 2],
    ],
    // Where step 2 is not reached, up to the end of the window.
    cy: [
      ['A', 0],
      ['X', 5 * MINUTE],
    ],
    dan: [
      ['A', 0],
      ['X', 5 * MINUTE + 1],
    ],
    // The first attempt has it, the second has not.
    eve: [
      ['A', 0],
      ['X', 1],
      ['A', 2],
      ['B', 3],
    ],
  } satisfies Record<string, Step[]>;

  test('remove leaves out whoever has any such attempt', async () => {
    expect(await completed(people, between('remove'))).toEqual([2, 1, 0]); // bob and dan
  });

  test('truncate ends the attempt at the steps before', async () => {
    expect(await completed(people, between('truncate'))).toEqual([5, 2, 0]); // bob, and eve's second attempt
  });

  test('over several steps, and after all of them nothing is excluded', async () => {
    const more = {
      ana: [
        ['A', 0],
        ['B', 1],
        ['X', 2],
        ['C', 3],
      ],
      bob: [
        ['A', 0],
        ['B', 1],
        ['C', 2],
        ['X', 3],
      ],
    } satisfies Record<string, Step[]>;
    expect(await completed(more, between('truncate', 1, 3))).toEqual([2, 2, 1]);
    expect(await completed(more, between('truncate', 1, 2))).toEqual([2, 2, 2]);
  });

  test.each([
    [{ exclusions: [{ match: { events: ['X'] }, from: 2, to: 2 }] }],
    [{ exclusions: [{ match: { events: ['X'] }, from: 2, to: 4 }] }],
    [{ steps: [step('A'), step('B', { optional: true })] }],
    [{ order: 'strict' as const, steps: [step('A'), step('B', { optional: true }), step('C')] }],
    [{ start: 'first' as const, counting: 'total' as const }],
    [{ hold: 'session.source' as const }],
  ])('refuses %j', async (funnel) => {
    await expect(completed({}, funnel)).rejects.toMatchObject({ status: 400, code: 'bad_query' });
  });
});

test('the first start alone, where only that counts', async () => {
  const people = {
    ana: [
      ['A', 0],
      ['A', 10 * MINUTE],
      ['B', 11 * MINUTE],
    ],
  } satisfies Record<string, Step[]>;
  expect(await completed(people, { start: 'first' })).toEqual([1, 0, 0]);
  expect(await completed(people, {})).toEqual([1, 1, 0]);
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
  expect(await completed(people, { counting: 'session', window: '1h' })).toEqual([5, 2, 0]);
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
  expect(await completed(people, { counting: 'total', steps })).toEqual([4, 3]);
  const excluded = {
    ana: [
      ['A', 0],
      ['X', 1],
      ['A', 2],
      ['B', 3],
    ],
  } satisfies Record<string, Step[]>;
  const exclusions = [{ match: { events: ['X'] }, from: 1, to: 2, effect: 'truncate' as const }];
  expect(await completed(excluded, { counting: 'total', steps, exclusions })).toEqual([2, 1]);
  // X is itself a step 1, but is consumed by the attempt that it ends.
  const both = [{ name: 'A or X', match: { events: ['A', 'X'] } }, step('B')];
  expect(
    await completed(
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
  expect(await completed(people, { counting: 'total', order: 'strict', steps })).toEqual([2, 1]);
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
  expect(await completed(people, { hold: 'props.team' })).toEqual([3, 2, 0]);
});

test('more bits than a number has beside its time', async () => {
  const steps = Array.from({ length: 20 }, (_, i) => step(`S${i}`));
  const exclusions = [1, 2, 3].map((from) => ({ match: { events: [`X${from}`] }, from, to: from + 1 }));
  const all = steps.map(({ name }, i): Step => [name, i]);
  const people = { ana: all, bob: all.slice(0, 19), cy: [...all, ['X2', 1] as Step], dan: [...all, ['X2', 2] as Step] };
  // Between steps 2 (at 1 ms) and 3 (at 2 ms) nothing fits.
  expect(await completed(people, { steps, exclusions })).toEqual([...Array<number>(19).fill(4), 3]);
});
