import { BEHAVIOURS, FLOW_ENDS, type QueryInput, RFM_GROUPS } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { day, MONDAY } from '../../../test/world';
import { asStored, PLAIN_FEATURES, plainEvents, SMALL_RULES } from './test-people';

type People = Extract<QueryInput, { kind: 'people' }>;

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  // Each sample's three people are others than the next one's.
  const samples = fc.sample(plainEvents(MONDAY, 20 * 24), { numRuns: 12, seed: 4 });
  const events = samples.flatMap((sample, i) => sample.map((e) => ({ ...e, person: `${e.person}${i}` })));
  await load(engine.store, asStored(events, 'crowd'));
});
afterAll(() => engine.stop());

const features = PLAIN_FEATURES.map((name) => ({ name, match: { events: [name] } }));
const common = { v: 1, range: { from: day(14), to: day(20) } } as const;
const rules = SMALL_RULES;
const answered = async (query: object, frame = 0) =>
  columns(await ask(engine.store, { ...common, ...query } as QueryInput, { workspace: 'crowd', features }), frame);

/** How many the list says there are, and how many it shows. */
async function listed(of: object): Promise<[unknown, number]> {
  const query = { ...common, kind: 'people', of, limit: 1000 } as People;
  const { frames } = await ask(engine.store, query, { workspace: 'crowd', features });
  const [frame] = frames;
  return [(frame?.schema.meta?.['custom'] as { total: unknown }).total, new Set(frame?.data.values[0]).size];
}

const twice = (n: unknown) => [n, n];

test('of each segment, at the end and on each day', async () => {
  const query = { kind: 'segments', rules, interval: '1d' };
  const { people } = await answered(query);
  expect(people!.filter((n) => Number(n) > 0).length).toBeGreaterThan(2);
  for (const [i, segment] of BEHAVIOURS.entries()) {
    expect(await listed({ ...query, pick: { segment } })).toEqual(twice(people![i]));
  }
  const overTime = await answered(query, 2);
  for (const [row, time] of overTime['time']!.entries()) {
    const segment = BEHAVIOURS[row % BEHAVIOURS.length]!;
    expect(await listed({ ...query, pick: { segment, time } })).toEqual(twice(overTime[segment]![row]));
  }
});

test('of each flow, and of all from or to a segment', async () => {
  const query = { kind: 'flows', rules };
  const { from, to, people } = await answered(query);
  for (const [row, n] of people!.entries()) {
    expect(await listed({ ...query, pick: { from: from![row], to: to![row] } })).toEqual(twice(n));
  }
  const sizes = await answered(query, 1);
  for (const [i, segment] of BEHAVIOURS.entries()) {
    expect(await listed({ ...query, pick: { from: segment } })).toEqual(twice(sizes['before']![i]));
    expect(await listed({ ...query, pick: { to: segment } })).toEqual(twice(sizes['after']![i]));
  }
  expect(await listed({ ...query, pick: { from: FLOW_ENDS[0], to: FLOW_ENDS[0] } })).toEqual([0, 0]);
});

test('of each group and cell of RFM', async () => {
  const query = { kind: 'rfm', rules };
  const { people } = await answered(query);
  for (const [i, group] of RFM_GROUPS.entries()) {
    expect(await listed({ ...query, pick: { group } })).toEqual(twice(people![i]));
  }
  const cells = await answered(query, 2);
  for (const [row, n] of cells['people']!.entries()) {
    const pick = Object.fromEntries(['recency', 'frequency', 'breadth'].map((name) => [name, cells[name]![row]]));
    expect(await listed({ ...query, pick })).toEqual(twice(n));
  }
});

test('of each number of active days', async () => {
  const { days, people } = await answered({ kind: 'power-curve', days: 7 });
  for (const [row, n] of people!.entries()) {
    expect(await listed({ kind: 'power-curve', days: 7, pick: { days: days![row] } })).toEqual(twice(n));
  }
});

test.each([
  [{ kind: 'segments', pick: { segment: 'Heroes' } }, 'of.pick.segment'],
  [{ kind: 'segments', pick: { segment: 'At Risk', time: day(15) } }, 'of.pick.time'],
  [{ kind: 'segments', interval: '1d', pick: { segment: 'At Risk', time: day(30) } }, 'of.pick.time'],
  [{ kind: 'flows', pick: {} }, 'of.pick.from'],
  [{ kind: 'rfm', pick: {} }, 'of.pick.group'],
])('%j is no number of the answer', async (of, path) => {
  await expect(listed(of)).rejects.toMatchObject({ status: 422, errors: [{ path }] });
});
