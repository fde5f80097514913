import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { completed, MINUTE, type Step, step } from './test-funnels';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

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
    expect(await completed(engine, people, { order: 'strict' })).toEqual([4, 3, 1]);
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
    expect(await completed(engine, people, { order: 'strict' })).toEqual([3, 3, 0]);
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
    expect(await completed(engine, people, { order: 'strict' })).toEqual([2, 1, 0]);
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
    expect(await completed(engine, people, { order: 'unordered' })).toEqual([3, 2, 1]);
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
    expect(await completed(engine, people, { order: 'unordered', steps })).toEqual([3, 3, 1]);
  });

  test('events that meet several steps are shared out as well as can be', async () => {
    const steps = [{ name: 'A or B', match: { events: ['A', 'B'] } }, step('A')];
    // A could be either, so B is the first and A the second, though A came first.
    expect(
      await completed(
        engine,
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
  expect(await completed(engine, people, { steps })).toEqual([3, 3, 2]);
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
  expect(await completed(engine, people, { steps })).toEqual([5, 2, 3]);
  const without = [step('A'), step('C')];
  expect(await completed(engine, people, { steps: without })).toEqual([5, 3]);
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
    expect(await completed(engine, people, between('remove'))).toEqual([2, 1, 0]); // bob and dan
  });

  test('truncate ends the attempt at the steps before', async () => {
    expect(await completed(engine, people, between('truncate'))).toEqual([5, 2, 0]); // bob, and eve's second attempt
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
    expect(await completed(engine, more, between('truncate', 1, 3))).toEqual([2, 2, 1]);
    expect(await completed(engine, more, between('truncate', 1, 2))).toEqual([2, 2, 2]);
  });

  test.each([
    [{ exclusions: [{ match: { events: ['X'] }, from: 2, to: 2 }] }],
    [{ exclusions: [{ match: { events: ['X'] }, from: 2, to: 4 }] }],
    [{ steps: [step('A'), step('B', { optional: true })] }],
    [{ order: 'strict' as const, steps: [step('A'), step('B', { optional: true }), step('C')] }],
    [{ start: 'first' as const, counting: 'total' as const }],
    [{ hold: 'session.source' as const }],
  ])('refuses %j', async (funnel) => {
    await expect(completed(engine, {}, funnel)).rejects.toMatchObject({ status: 400, code: 'bad_query' });
  });
});
