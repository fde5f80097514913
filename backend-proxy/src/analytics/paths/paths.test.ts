import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, day, world } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

type Paths = Extract<QueryInput, { kind: 'paths' }>;
const week: Paths = { v: 1, kind: 'paths', range: { from: day(0), to: day(7) } };

/** Page views and events one minute after the other; what begins with a slash is a page. */
const visit = (user: string, hour: number, ...steps: string[]): TestEvent[] =>
  steps.map((step, i) => {
    const what = step.startsWith('/') ? { path: step } : { name: step, path: '/somewhere' };
    return at(hour + i / 60, { user_id: user, ...what });
  });

async function graph(events: TestEvent[], changes: Partial<Paths> = {}) {
  const workspace = `paths${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answered = await ask(engine.store, { ...week, ...changes }, { workspace });
  const [nodes, edges] = [columns(answered), columns(answered, 1)];
  return {
    nodes: Object.fromEntries(nodes['id']!.map((id, i) => [id, [nodes['ways']![i], nodes['drop_off']![i]]])),
    edges: Object.fromEntries(edges['id']!.map((id, i) => [id, edges['ways']![i]])),
    cut: answered.meta.cut,
    rows: { nodes, edges },
  };
}
let runs = 0;

/** Three visits: / → /docs → Deploy, / → /docs, and /pricing alone. */
const VISITS = [
  ...visit('ana', 1, '/', '/docs', 'Deploy'),
  ...visit('bob', 2, '/', '/docs', '/docs'),
  ...visit('ana', 30, '/pricing'),
];

describe('by hand', () => {
  test('from the beginning of each session', async () => {
    const { nodes, edges, cut, rows } = await graph(VISITS);
    expect(nodes).toEqual({
      '1 /': [2, 0],
      '1 /pricing': [1, 1],
      '2 /docs': [2, 1], // bob saw it twice on end, which is one step
      '3 Deploy': [1, 1],
    });
    expect(edges).toEqual({ '1 / → 2 /docs': 2, '2 /docs → 3 Deploy': 1 });
    expect(cut).toBeNull();
    expect(rows.nodes).toMatchObject({
      title: ['/', '/pricing', '/docs', 'Deploy'],
      subtitle: ['Step 1', 'Step 1', 'Step 2', 'Step 3'],
      share: [200 / 3, 100 / 3, 200 / 3, 100 / 3].map((n) => expect.closeTo(n, 9)),
      drop_off_rate: [0, 100, 50, 100],
    });
    expect(rows.edges).toMatchObject({ source: ['1 /', '2 /docs'], target: ['2 /docs', '3 Deploy'], rate: [100, 50] });
  });

  test('repeated steps one by one, where that is wanted', async () => {
    const { nodes, edges } = await graph(VISITS, { collapse: false });
    expect(nodes).toMatchObject({ '2 /docs': [2, 0], '3 /docs': [1, 1] });
    expect(edges).toMatchObject({ '2 /docs → 3 /docs': 1 });
  });

  test('from an event on, the first time it is done', async () => {
    const { nodes, edges } = await graph([...VISITS, ...visit('cy', 3, '/a', '/docs', '/b', '/docs', '/c')], {
      from: { paths: ['/docs'] },
      steps: 3,
    });
    expect(nodes).toEqual({
      '1 /docs': [3, 1],
      '2 /b': [1, 0],
      '2 Deploy': [1, 1],
      '3 /docs': [1, null], // cy goes on, beyond the steps asked for
    });
    expect(edges).toEqual({ '1 /docs → 2 /b': 1, '1 /docs → 2 Deploy': 1, '2 /b → 3 /docs': 1 });
  });

  test('to an event, the steps before it', async () => {
    const { nodes, edges } = await graph([...VISITS, ...visit('cy', 3, 'Deploy', '/docs', 'Deploy')], {
      to: { events: ['Deploy'] },
      steps: 3,
    });
    expect(nodes).toEqual({
      '3 Deploy': [2, 1], // cy began with it
      '2 /docs': [1, 0],
      '1 /': [1, null],
    });
    expect(edges).toEqual({ '1 / → 2 /docs': 1, '2 /docs → 3 Deploy': 1 });
  });

  test('of each step the most frequent by name, the rest as one, equal ones in the order of their text', async () => {
    const visits = ['/b', '/a', '/c', '/a'].flatMap((page, i) => visit(`u${i}`, i, '/', page, `/end${i}`));
    const { nodes, edges, cut } = await graph(visits, { limit: 2, steps: 3 });
    expect(nodes).toEqual({
      '1 /': [4, 0],
      '2 /a': [2, 0],
      '2 /b': [1, 0],
      '2 Other': [1, 0],
      '3 /end0': [1, null],
      '3 /end1': [1, null],
      '3 Other': [2, null],
    });
    expect(edges).toMatchObject({ '2 /a → 3 /end1': 1, '2 /a → 3 Other': 1, '2 Other → 3 Other': 1 });
    expect(cut).toEqual({ what: 'nodes', shown: 5, total: 8 });
  });

  test('whole paths with their counts and shares', async () => {
    const { query } = await world(engine.store, [...VISITS, ...visit('cy', 3, '/', '/docs')]);
    const table = {
      step_1: ['/', '/', '/pricing'],
      step_2: ['/docs', '/docs', null],
      count: [2, 1, 1],
      share: [50, 25, 25],
    };
    expect(await query({ ...week, view: 'paths', steps: 3 })).toEqual({ ...table, step_3: [null, 'Deploy', null] });
    // Those to an event stand at the right.
    expect(await query({ ...week, view: 'paths', steps: 3, to: { paths: ['/docs'] } })).toMatchObject({
      step_1: [null],
      step_2: ['/'],
      step_3: ['/docs'],
      count: [3],
    });
  });

  test('within a window it is one path a person, also over sessions and out of the range, to the end of the window', async () => {
    const events = [
      ...visit('ana', 166, '/', '/a'),
      ...visit('ana', 170, 'Deploy'), // after the range, four hours after the first step
      ...visit('bob', 1, '/', '/b'),
      ...visit('bob', 5.1, 'Deploy'),
    ];
    const { nodes, rows } = await graph(events, { within: '4h' });
    expect(nodes).toEqual({ '1 /': [2, 0], '2 /a': [1, 0], '2 /b': [1, 1], '3 Deploy': [1, 1] });
    expect(rows.nodes['step']).toEqual([1, 2, 2, 3]);
    const to = await graph(events, { within: '1d', to: { events: ['Deploy'] }, steps: 3 });
    // Ana's comes after the range.
    expect(to.nodes).toEqual({ '3 Deploy': [1, 0], '2 /b': [1, 0], '1 /': [1, null] });
  });

  test('only what the filter selects and what is active are steps; of one session and one event there is one node', async () => {
    const filter = { property: 'page.path', op: 'neq', value: '/docs' } as const;
    const events = [
      ...VISITS,
      at(1.005, { name: 'engagement', interactive: false }),
      at(50, { name: 'Ping', interactive: false }),
    ];
    expect((await graph(events, { filter })).edges).toEqual({ '1 / → 2 Deploy': 1 });
    expect(await graph([at(1)])).toMatchObject({ nodes: { '1 /': [1, 1] }, edges: {} });
    expect(await graph([])).toMatchObject({ nodes: {}, edges: {} });
  });

  test('a filter on the session takes whole sessions', async () => {
    const filter = { property: 'session.entry_page', op: 'eq', value: '/pricing' } as const;
    expect((await graph(VISITS, { filter })).nodes).toEqual({ '1 /pricing': [1, 1] });
  });

  test('the people behind a node, an edge and a drop-off are those of its number', async () => {
    const visits = [...VISITS, ...visit('cy', 3, '/', '/blog'), ...visit('dan', 4, '/', '/docs')];
    const workspace = `paths${(runs += 1)}`;
    await load(
      engine.store,
      visits.map((e) => ({ ...e, workspace }))
    );
    const who = async (pick: object, changes: Partial<Paths> = {}) => {
      const of = { kind: 'paths', limit: 1, ...changes, pick };
      const asked = { v: 1, kind: 'people', range: week.range, of } as QueryInput;
      return columns(await ask(engine.store, asked, { workspace }))['person']!.toSorted();
    };
    expect(await who({ step: 1, title: '/' })).toEqual(['ana', 'bob', 'cy', 'dan']);
    expect(await who({ step: 2, title: '/docs' })).toEqual(['ana', 'bob', 'dan']);
    expect(await who({ step: 2, title: 'Other' })).toEqual(['cy']);
    expect(await who({ step: 1, title: '/', next: '/docs' })).toEqual(['ana', 'bob', 'dan']);
    expect(await who({ step: 2, title: '/docs', dropOff: true })).toEqual(['bob', 'dan']);
    const to = { to: { events: ['Deploy'] }, steps: 3 };
    expect(await who({ step: 2, title: '/docs', next: 'Deploy' }, to)).toEqual(['ana']);
    await expect(who({ step: 2, title: '/nowhere' })).rejects.toMatchObject({ status: 422, code: 'unknown_pick' });
  });

  test('from and to at once are refused', async () => {
    const both = { ...week, from: { events: ['A'] }, to: { events: ['B'] } };
    await expect(ask(engine.store, both)).rejects.toMatchObject({ status: 400, errors: [{ path: 'to' }] });
  });
});
