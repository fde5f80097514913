import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day } from '../../../test/world';
import { groupOf } from './groups';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const features = ['Deploy', 'Docs'].map((name) => ({ name, match: { events: [name] } }));
const atMonday: Extract<QueryInput, { kind: 'rfm' }> = { v: 1, kind: 'rfm', range: { from: day(-7), to: day(0) } };
const on = (user: string, name: string, ...days: number[]) => days.map((d) => at(24 * d, { user_id: user, name }));

async function asked(workspace: string, events: Array<ReturnType<typeof at>>) {
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answered = await ask(engine.store, atMonday, { workspace, features });
  return { groups: columns(answered), grid: columns(answered, 1), cells: columns(answered, 2), meta: answered.meta };
}

describe('five people', () => {
  /** Last seen 5, 4, 3, 2 and 1 days before; of five, each has a fifth of their own. Sessions: 1, 1, 1, 2, 3. */
  const PEOPLE = [
    ...on('ana', 'pageview', -5),
    ...on('bob', 'pageview', -4),
    ...on('cy', 'Deploy', -3),
    ...on('dan', 'Deploy', -10, -2),
    ...on('eve', 'Deploy', -20, -10),
    ...on('eve', 'Docs', -1),
  ];

  test('equal values share the lower fifth', async () => {
    const { cells } = await asked('five', PEOPLE);
    expect(cells).toEqual({
      recency: [5, 4, 3, 2, 1],
      // Three have nobody below them, then three people are below dan (fifth 1 + 5·3/5 = 4) and four below eve.
      frequency: [5, 4, 1, 1, 1],
      // Ana and bob used nothing, cy and dan one (two below: 1 + 5·2/5 = 3), eve two.
      breadth: [5, 3, 3, 1, 1],
      group: ['Champions', 'Champions', 'About to sleep', 'Hibernating', 'Hibernating'],
      people: [1, 1, 1, 1, 1],
    });
  });

  test('groups with their means, and the grid', async () => {
    const { groups, grid } = await asked('grouped', PEOPLE);
    const row = (name: string) => groups['group']!.indexOf(name);
    const of = (name: string) =>
      ['people', 'share', 'days_since_seen', 'sessions', 'features_used'].map((column) => groups[column]![row(name)]);
    expect(of('Champions')).toEqual([2, 40, 1.5, 2.5, 1.5]);
    expect(of('Hibernating')).toEqual([2, 40, 4.5, 1, 0]);
    expect(of('Cannot lose')).toEqual([0, 0, null, null, null]);
    expect(grid).toEqual({
      recency: [5, 4, 3, 2, 1],
      f1: [0, 0, 1, 1, 1],
      f2: [0, 0, 0, 0, 0],
      f3: [0, 0, 0, 0, 0],
      f4: [0, 1, 0, 0, 0],
      f5: [1, 0, 0, 0, 0],
    });
  });
});

test('one person is in the lowest fifths: nobody has less', async () => {
  const { cells } = await asked('one', on('ana', 'Deploy', -1));
  expect(cells).toMatchObject({ recency: [1], frequency: [1], breadth: [1], people: [1] });
});

test('where nobody is known across days that is said', async () => {
  const { groups, grid, meta } = await asked('strangers', [
    at(-24, { user_id: '', visitor_id: 'd', visitor_daily: true }),
  ]);
  expect(new Set([...groups['people']!, ...grid['f1']!])).toEqual(new Set([null]));
  expect(meta.notices.map(({ code }) => code)).toEqual(['nobody_known']);
});

test('every cell has a group', () => {
  const fifths = [1, 2, 3, 4, 5];
  const names = fifths.flatMap((recency) => fifths.map((frequency) => groupOf(recency, frequency)));
  expect(names.filter(Boolean)).toHaveLength(25);
});
