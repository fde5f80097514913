import type { Feature, QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, day, MONDAY } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const feature = (name: string): Feature => ({ name, match: { events: [name] } });
const FEATURES = [feature('Deploy'), feature('Docs'), feature('Never')];
const week: Extract<QueryInput, { kind: 'adoption' }> = {
  v: 1,
  kind: 'adoption',
  range: { from: day(0), to: day(7) },
};

let runs = 0;
async function table(events: TestEvent[], query: object = {}, features = FEATURES) {
  const workspace = `adoption${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answered = await ask(engine.store, { ...week, ...query }, { workspace, features });
  const { feature: names, ...rest } = columns(answered);
  const rows = Object.fromEntries(
    (names as string[]).map((name, row) => [
      name,
      Object.fromEntries(Object.entries(rest).map(([column, values]) => [column, values[row]])),
    ])
  );
  return { rows, summary: columns(answered, 1), order: names, notices: answered.meta.notices };
}

const did = (user: string, name: string, ...days: number[]) => days.map((d) => at(24 * d, { user_id: user, name }));

describe('by hand', () => {
  /** Four active in the week, ana and bob deploy; in the week before three were active, and ana deployed. */
  const EVENTS = [
    ...did('ana', 'pageview', -10, -3, 1),
    ...did('ana', 'Deploy', -3, 1, 2, 3),
    ...did('bob', 'pageview', -3, 0),
    ...did('bob', 'Deploy', 4),
    ...did('cy', 'pageview', -2, 1),
    ...did('cy', 'Docs', 1),
    ...did('dan', 'Docs', -20, 2),
    ...did('eve', 'Deploy', -5),
    at(30, { user_id: '', name: 'Deploy' }),
    at(31, { user_id: 'fay', name: 'Deploy', interactive: false }),
  ];

  test('rates, uses, states and time to adopt', async () => {
    const { rows, summary, order } = await table(EVENTS);
    expect(order).toEqual(['Deploy', 'Docs', 'Never']);
    expect(rows['Deploy']).toEqual({
      adoption_rate: 50, // ana and bob of ana, bob, cy, dan
      adoption_rate_previous: 50, // ana and eve of ana, bob, cy, eve
      trend: 'stable',
      trend_p: 1,
      total_uses: 5, // three by ana, one by bob, one by nobody; fay was not active
      unique_users: 2,
      eligible: 4,
      depth: 2, // four by two
      // Ana: from the 10th day before to the 3rd, 7 days; bob: from the 3rd day before to the 4th after, 7 days.
      time_to_adopt_p25: 7 * 86_400,
      time_to_adopt: 7 * 86_400,
      time_to_adopt_p75: 7 * 86_400,
      new: 1, // bob
      returning: 1, // ana
      resurrected: 0,
      lapsed: 1, // eve
      first_use: MONDAY + 24 * 3_600_000,
      last_use: MONDAY + 4 * 24 * 3_600_000,
    });
    // Cy after 3 days, dan at once, three weeks ago.
    expect(rows['Docs']).toMatchObject({
      adoption_rate: 50,
      adoption_rate_previous: 0,
      unique_users: 2,
      new: 1,
      returning: 0,
      resurrected: 1,
      time_to_adopt_p25: 0.75 * 86_400,
      time_to_adopt: 1.5 * 86_400,
      time_to_adopt_p75: 2.25 * 86_400,
    });
    expect(rows['Never']).toMatchObject({
      adoption_rate: 0,
      total_uses: 0,
      depth: null,
      time_to_adopt: null,
      last_use: null,
    });
    // Ana and bob use one of the features, so do cy and dan: four by four.
    expect(summary).toEqual({ features: [3], unused: [1], active: [4], breadth: [1] });
  });

  test('a feature may have people of its own who could use it', async () => {
    const own: Feature = { ...feature('Deploy'), eligible: { events: ['pageview'] } };
    const { rows } = await table(EVENTS, {}, [feature('Docs'), own]);
    // Ana, bob and cy viewed a page in the week; in the one before so did they, and of those only ana deployed.
    expect(rows['Deploy']).toMatchObject({ eligible: 3, adoption_rate: 200 / 3, adoption_rate_previous: 100 / 3 });
    expect(rows['Docs']).toMatchObject({ eligible: 4 });
  });

  test('some features only, and of a filter’s people', async () => {
    const { rows, summary } = await table(EVENTS, {
      features: ['Docs'],
      filter: { property: 'user.id', op: 'in', value: ['cy', 'ana'] },
    });
    expect(Object.keys(rows)).toEqual(['Docs']);
    expect(rows['Docs']).toMatchObject({ eligible: 2, adoption_rate: 50, total_uses: 1 });
    expect(summary).toMatchObject({ features: [1], active: [2], breadth: [0.5] });
  });
});

test('a change that chance does not explain is a trend, with its p-value', async () => {
  // 30 of 100 before, 45 of 100 now; the p-value is proportions_ztest([45, 30], [100, 100]).
  const people = Array.from({ length: 100 }, (_, i) => `u${i}`);
  const events = people.flatMap((user, i) => [
    ...did(user, 'pageview', -3, 1),
    ...(i < 30 ? did(user, 'Deploy', -3) : []),
    ...(i < 45 ? did(user, 'Deploy', 1) : []),
  ]);
  const { rows } = await table(events);
  expect(rows['Deploy']).toMatchObject({ adoption_rate: 45, adoption_rate_previous: 30, trend: 'up' });
  expect(rows['Deploy']!['trend_p']).toBeCloseTo(0.02846, 4);
});

test('where nobody could use it the rate is not known, and an empty list of features is an empty table', async () => {
  const { rows, summary } = await table([]);
  expect(rows['Deploy']).toMatchObject({ adoption_rate: null, trend: 'stable', trend_p: 1, eligible: 0 });
  expect(summary).toMatchObject({ active: [0], breadth: [null] });
  const none = await table(did('ana', 'pageview', 1), {}, []);
  expect([none.rows, none.summary['active']]).toEqual([{}, [1]]);
});

test('more features than one pass takes keep their own numbers', async () => {
  const many = Array.from({ length: 60 }, (_, i) => feature(`F${i}`));
  const { rows } = await table([...did('ana', 'F0', 1), ...did('ana', 'F24', 1, 2), ...did('bob', 'F59', 3)], {}, many);
  const used = Object.entries(rows).filter(([, row]) => row['total_uses'] !== 0);
  expect(Object.fromEntries(used.map(([name, row]) => [name, [row['total_uses'], row['adoption_rate']]]))).toEqual({
    F0: [1, 50],
    F24: [2, 50],
    F59: [1, 50],
  });
});

test('an unknown feature is a 404 that lists those there are', async () => {
  await expect(table([], { features: ['Deploi'] })).rejects.toMatchObject({
    status: 404,
    detail: 'There is no feature "Deploi". Defined are: Deploy, Docs, Never.',
  });
});

test('equals a plain count; the states of known people add up to its users', async () => {
  const event = fc.record({
    user: fc.constantFrom('ana', 'bob', 'cy', ''),
    name: fc.constantFrom('pageview', 'Deploy', 'Docs'),
    d: fc.integer({ min: -16, max: 6 }),
    active: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (all) => {
      const { rows } = await table(
        all.map(({ user, name, d, active }) => at(24 * d + 1, { user_id: user, name, interactive: active }))
      );
      const active = all.filter((e) => e.active);
      const people = (of: typeof all) => [...new Set(of.map((e) => e.user))].filter(Boolean);
      const within = (from: number, to: number) => active.filter((e) => e.d >= from && e.d < to);
      for (const name of ['Deploy', 'Docs']) {
        const uses = (from: number, to: number) => within(from, to).filter((e) => e.name === name);
        const [now, before, long] = [uses(0, 7), uses(-7, 0), uses(-99, -7)].map(people);
        const eligible = people(within(0, 7)).length;
        const row = rows[name]!;
        expect(row['adoption_rate']).toEqual(eligible === 0 ? null : expect.closeTo((100 * now!.length) / eligible, 9));
        expect([row['total_uses'], row['unique_users']]).toEqual([uses(0, 7).length, now!.length]);
        expect([row['new'], row['returning'], row['resurrected'], row['lapsed']]).toEqual([
          now!.filter((user) => !before!.includes(user) && !long!.includes(user)).length,
          now!.filter((user) => before!.includes(user)).length,
          now!.filter((user) => !before!.includes(user) && long!.includes(user)).length,
          before!.filter((user) => !now!.includes(user)).length,
        ]);
        expect(Number(row['new']) + Number(row['returning']) + Number(row['resurrected'])).toBe(row['unique_users']);
      }
    }),
    { numRuns: 40, seed: 9 }
  );
}, 120_000);
