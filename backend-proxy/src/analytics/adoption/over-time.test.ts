import type { Feature, QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const feature = (name: string): Feature => ({ name, match: { events: [name] } });
const FEATURES = [feature('Deploy'), { ...feature('Docs'), eligible: { events: ['pageview'] } }];
const days: Extract<QueryInput, { kind: 'adoption' }> = {
  v: 1,
  kind: 'adoption',
  view: 'over_time',
  interval: '1d',
  range: { from: day(0), to: day(3) },
};

let runs = 0;
async function answered(events: TestEvent[], query: object = {}, features: Feature[] = FEATURES) {
  const workspace = `overtime${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  return ask(engine.store, { ...days, ...query }, { workspace, features });
}

const did = (user: string, hour: number, ...names: string[]) =>
  names.map((name) => at(hour, { user_id: user, name, interactive: name !== 'engagement' }));

/** Monday: ana deploys and views a page, bob reads the docs only. Tuesday: bob views a page and the docs. Wednesday: a ping. */
const EVENTS = [
  ...did('ana', 1, 'Deploy', 'Deploy', 'pageview'),
  ...did('bob', 2, 'Docs'),
  ...did('bob', 26, 'pageview', 'Docs', 'Deploy'),
  ...did('cy', 27, 'Chat'),
  ...did('dan', 49, 'engagement'),
];

test('by hand: the rate of each feature day by day, of those who could use it that day', async () => {
  expect(columns(await answered(EVENTS))).toEqual({
    time: [0, 1, 2].map((n) => Date.parse(day(n))),
    'adoption_rate{Deploy}': [50, 50, null],
    'adoption_rate{Docs}': [0, 100, null], // of those who viewed a page: ana did not read them, bob did on Tuesday
    breadth: [1, 1, null], // ana 1 and bob 1; bob 2 and cy none
  });
});

test('over the whole range it is the number of the table', async () => {
  const whole = columns(await answered(EVENTS, { interval: 'range' }));
  const table = await answered(EVENTS, { view: 'table' });
  const { feature: names, adoption_rate: rates } = columns(table);
  for (const [i, name] of names!.entries()) {
    expect(whole[`adoption_rate{${String(name)}}`]).toEqual([rates![i]]);
  }
  expect(whole['breadth']).toEqual(columns(table, 1)['breadth']);
});

test('days are the zone’s, 23 hours long where the clock goes forward; a day that is not over is marked', async () => {
  const range = { from: '2026-03-08T05:00:00Z', to: '2026-03-10T00:00:00Z' };
  const view = (time: string) => ({ time, user_id: 'ana', name: 'Deploy' });
  // The 8th of March ends at 04:00 in UTC.
  const answer = await answered([view('2026-03-09T03:59:59Z'), at(0, { time: '2026-03-09T04:00:00Z' })], {
    range,
    timezone: 'America/New_York',
  });
  expect(columns(answer)).toMatchObject({
    time: ['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'].map((t) => Date.parse(t)),
    'adoption_rate{Deploy}': [100, 0],
  });
  expect(answer.frames[0]!.schema.meta!['custom']).toMatchObject({ incomplete: ['2026-03-09T04:00:00.000Z'] });
});

test('more features than one statement takes, and none', async () => {
  const many = Array.from({ length: 30 }, (_, i) => feature(`F${i}`));
  const found = columns(await answered([...did('ana', 1, 'F0', 'F29'), ...did('bob', 2, 'F29')], {}, many));
  expect([0, 1, 29].map((i) => found[`adoption_rate{F${i}}`]![0])).toEqual([50, 0, 100]);
  expect(found['breadth']![0]).toBe(1.5);
  expect(columns(await answered(EVENTS, {}, []))).toMatchObject({ breadth: [0, 0, null] });
});

test('equals a plain count', async () => {
  const event = fc.record({
    user: fc.constantFrom('ana', 'bob', 'cy', ''),
    name: fc.constantFrom('Deploy', 'Docs', 'pageview', 'engagement'),
    hour: fc.integer({ min: 0, max: 71 }),
  });
  const worlds = fc.sample(fc.array(event, { maxLength: 25 }), { numRuns: 200, seed: 61 });
  await load(
    engine.store,
    worlds.flatMap((events, run) =>
      events.flatMap(({ user, name, hour }) => did(user, hour, name).map((e) => ({ ...e, workspace: `random${run}` })))
    )
  );
  for (const [run, events] of worlds.entries()) {
    const found = columns(await ask(engine.store, days, { workspace: `random${run}`, features: FEATURES }));
    for (const d of [0, 1, 2]) {
      const own = events.filter((e) => Math.floor(e.hour / 24) === d && e.user && e.name !== 'engagement');
      const who = (name?: string) =>
        new Set(own.filter((e) => name === undefined || e.name === name).map((e) => e.user));
      const share = (used: Set<string>, could: Set<string>) =>
        could.size === 0
          ? null
          : expect.closeTo((100 * [...used].filter((user) => could.has(user)).length) / could.size, 9);
      expect(found['adoption_rate{Deploy}']![d]).toEqual(share(who('Deploy'), who()));
      expect(found['adoption_rate{Docs}']![d]).toEqual(share(who('Docs'), who('pageview')));
      const breadth = who().size === 0 ? null : expect.closeTo((who('Deploy').size + who('Docs').size) / who().size, 9);
      expect(found['breadth']![d]).toEqual(breadth);
    }
  }
}, 120_000);
