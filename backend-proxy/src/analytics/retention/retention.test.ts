import type { QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day, MONDAY, world } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

type RetentionInput = Extract<QueryInput, { kind: 'retention' }>;

const DAY = 86_400_000;
const daily: RetentionInput = { v: 1, kind: 'retention', interval: '1d', range: { from: day(0), to: day(4) } };
const on = (user: string, ...days: number[]) => days.map((d) => at(24 * d + 12, { user_id: user }));

/** The matrix of a frame, a list a cohort: [size, n0, n1, …]. */
async function matrix(workspace: string, query: RetentionInput, frame = 0): Promise<unknown[][]> {
  const { time, ...fields } = columns(await ask(engine.store, query, { workspace }), frame);
  return (time as number[]).map((_, row) => Object.values(fields).map((values) => values[row]));
}

/** Ana is there each day, bob on the first and third, cy from the second on and then never; dan was there long before. */
const PEOPLE = [...on('ana', 0, 1, 2, 3), ...on('bob', 0, 2), ...on('cy', 1), ...on('dan', -30, 1)];

describe('by hand', () => {
  beforeAll(() =>
    load(
      engine.store,
      PEOPLE.map((e) => ({ ...e, workspace: 'hand' }))
    )
  );

  test('first-touch cohorts: in which days after their first do people come back', async () => {
    expect(await matrix('hand', daily)).toEqual([
      [2, 2, 1, 2, 1], // ana and bob
      [1, 1, 0, 0, null], // cy; dan began before the range
      [0, 0, 0, null, null],
      [0, 0, null, null, null],
    ]);
    expect(await matrix('hand', daily, 1)).toEqual([
      [2, 100, 50, 100, 50],
      [1, 100, 0, 0, null],
      [0, null, null, null, null],
      [0, null, null, null, null],
    ]);
  });

  test('the mean is the ratio of sums over cohorts for which the interval is over', async () => {
    const mean = columns(await ask(engine.store, daily, { workspace: 'hand' }), 2);
    expect(mean).toEqual({ interval: [0, 1, 2, 3], rate: [100, 100 / 3, 200 / 3, 50], people: [3, 3, 3, 2] });
    // At noon of Thursday the fourth day is not over: its cohorts and intervals weigh nothing yet.
    const asOf = new Date(MONDAY + 3.5 * DAY).toISOString();
    const early = columns(await ask(engine.store, { ...daily, asOf }, { workspace: 'hand' }), 2);
    expect(early).toEqual({ interval: [0, 1, 2, 3], rate: [100, 100 / 3, 100, null], people: [3, 3, 2, 0] });
  });

  test('on or after: in that interval or any later one', async () => {
    expect(await matrix('hand', { ...daily, counting: 'on_or_after' })).toEqual([
      [2, 2, 2, 2, 1],
      [1, 1, 0, 0, null],
      [0, 0, 0, null, null],
      [0, 0, null, null, null],
    ]);
  });

  test('recurring cohorts: everyone of the day, whenever they began', async () => {
    expect(await matrix('hand', { ...daily, cohort: 'recurring' })).toEqual([
      [2, 2, 1, 2, 1],
      [3, 3, 1, 1, null], // ana, cy, dan
      [2, 2, 1, null, null], // ana, bob
      [1, 1, null, null, null],
    ]);
  });
});

test('cohorts by one event and returns by another, so many times', async () => {
  const did = (user: string, name: string, ...hours: number[]) =>
    hours.map((hour) => at(hour, { user_id: user, name }));
  const { query } = await world(engine.store, [
    ...did('ana', 'Sign Up', 1),
    ...did('ana', 'Deploy', 2, 25, 26, 49),
    ...did('bob', 'Sign Up', 1, 30),
    ...did('bob', 'Deploy', 25),
    ...did('cy', 'Deploy', 1, 25, 26),
  ]);
  const asked: RetentionInput = {
    ...daily,
    range: { from: day(0), to: day(3) },
    start: { events: ['Sign Up'] },
    return: { events: ['Deploy'] },
  };
  expect(await query(asked)).toMatchObject({ size: [2, 0, 0], n0: [1, 0, 0], n1: [2, 0, null], n2: [1, null, null] });
  expect(await query({ ...asked, minOccurrences: 2 })).toMatchObject({
    size: [2, 0, 0],
    n0: [0, 0, 0],
    n1: [1, 0, null],
  });
  expect(await query({ ...asked, cohort: 'recurring' })).toMatchObject({ size: [2, 1, 0], n0: [1, 1, 0] });
});

test('weeks and months are the calendar’s in the zone, over the year’s end', async () => {
  const { query } = await world(engine.store, [
    { time: '2025-12-31T23:30:00Z', user_id: 'ana' }, // 1 January in Berlin
    { time: '2026-02-28T23:30:00Z', user_id: 'ana' }, // 1 March
    { time: '2025-12-31T22:30:00Z', user_id: 'bob' }, // 31 December
    { time: '2026-01-31T22:30:00Z', user_id: 'bob' }, // 31 January
  ]);
  const range = { from: '2025-11-30T23:00:00Z', to: '2026-03-31T22:00:00Z' };
  expect(await query({ ...daily, range, timezone: 'Europe/Berlin', interval: '1M' })).toMatchObject({
    size: [1, 1, 0, 0],
    n1: [1, 0, 0, null],
    n2: [0, 1, null, null],
  });
});

test('who is counted is said, and nobody known is no 0', async () => {
  const nobody = await world(engine.store, [at(1, { user_id: '', visitor_id: 'd', visitor_daily: true })]);
  expect(await nobody.query(daily)).toMatchObject({ size: [null, null, null, null] });
  expect((await nobody.notices([], daily)).map(({ code }) => code)).toEqual(['nobody_known']);
});

test('equals a plain count', async () => {
  let runs = 0;
  const visits = fc.array(fc.tuple(fc.constantFrom('ana', 'bob', 'cy', 'dan'), fc.integer({ min: -3, max: 5 })), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(
      visits,
      fc.constantFrom('first' as const, 'recurring' as const),
      fc.constantFrom('on' as const, 'on_or_after' as const),
      fc.integer({ min: 1, max: 2 }),
      async (all, cohort, counting, minOccurrences) => {
        const workspace = `retention${(runs += 1)}`;
        await load(
          engine.store,
          all.map(([user_id, d]) => ({ workspace, user_id, time: MONDAY + d * DAY + 1 }))
        );
        const query = { ...daily, range: { from: day(0), to: day(6) }, cohort, counting, minOccurrences };
        const days = [0, 1, 2, 3, 4, 5];
        const people = [...new Set(all.map(([user]) => user))];
        const times = (user: string, d: number) => all.filter(([u, at]) => u === user && at === d).length;
        const first = (user: string) => Math.min(...all.filter(([u]) => u === user).map(([, at]) => at));
        const back = (user: string, d: number) => times(user, d) >= minOccurrences;
        const expected = days.map((c) => {
          const own = people.filter((user) => (cohort === 'first' ? first(user) === c : times(user, c) > 0));
          const returned = (n: number) =>
            own.filter((user) => days.some((d) => (counting === 'on' ? d === c + n : d >= c + n) && back(user, d)))
              .length;
          return [own.length, ...days.map((n) => (c + n > 5 ? null : returned(n)))];
        });
        expect(await matrix(workspace, query)).toEqual(expected);
      }
    ),
    { numRuns: 60, seed: 8 }
  );
}, 120_000);

test('too many intervals are refused, with what to do', async () => {
  const long = { ...daily, range: { from: day(0), to: day(101) } };
  await expect(ask(engine.store, long)).rejects.toMatchObject({ status: 422, code: 'too_many_intervals' });
});

test('intervals that nobody chose are longer where there would be too many', async () => {
  const spanning = async (days: number) => {
    const { time } = columns(
      await ask(engine.store, { ...daily, interval: undefined, range: { from: day(0), to: day(days) } })
    );
    return (time as number[]).length;
  };
  expect(await spanning(100)).toBe(100);
  // Monday is day 0: 105 days are fifteen weeks.
  expect(await spanning(105)).toBe(15);
});
