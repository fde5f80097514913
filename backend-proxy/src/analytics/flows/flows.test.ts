import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { ask, columns } from '../../../test/ask';
import { load } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const on = (user: string, ...days: number[]) => days.map((d) => at(24 * d, { user_id: user }));
const month: Extract<QueryInput, { kind: 'flows' }> = { v: 1, kind: 'flows', range: { from: day(0), to: day(30) } };

async function asked(workspace: string, events: Array<ReturnType<typeof at>>) {
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answered = await ask(engine.store, month, { workspace });
  const [flows, sizes, nodes, edges] = answered.frames.map((_, frame) => columns(answered, frame));
  return { flows: flows!, sizes: sizes!, nodes: nodes!, edges: edges!, notices: answered.meta.notices };
}

test('by hand: from each segment to each, out of them and into them', async () => {
  const { flows, sizes } = await asked('by-hand', [
    ...on('ana', -3, 20), // new, then regular
    ...on('bob', -3), // new, then at risk
    ...on('cy', -20), // at risk before and after
    ...on('dan', -70), // at risk, then 100 days ago
    ...on('eve', 25), // not yet there, then new
    ...on('fay', -200), // in none at either
  ]);
  expect(flows).toEqual({
    from: ['None', 'At Risk', 'At Risk', 'New Users', 'New Users'],
    to: ['New Users', 'None', 'At Risk', 'At Risk', 'Regular Users'],
    people: [1, 1, 1, 1, 1],
    share: [100, 50, 50, 50, 50],
  });
  expect(sizes).toEqual({
    segment: ['At Risk', 'New Users', 'Power Users', 'Regular Users'],
    before: [2, 2, 0, 0],
    after: [2, 1, 0, 1],
  });
});

test('the same as a graph: whoever is in a segment at both moments is in two of its nodes', async () => {
  // Ana and bob are new before; ana is regular after, bob at risk. Cy is not yet there before.
  const { nodes, edges } = await asked('graph', [...on('ana', -3, 20), ...on('bob', -3), ...on('cy', 25)]);
  expect(nodes).toEqual({
    id: ['source None', 'source New Users', 'target At Risk', 'target New Users', 'target Regular Users'],
    title: ['None', 'New Users', 'At Risk', 'New Users', 'Regular Users'],
    subtitle: ['Before', 'Before', 'After', 'After', 'After'],
    mainstat: ['1', '2', '1', '1', '1'],
    secondarystat: ['33.3 %', '66.7 %', '33.3 %', '33.3 %', '33.3 %'],
    people: [1, 2, 1, 1, 1],
    share: [100 / 3, 200 / 3, 100 / 3, 100 / 3, 100 / 3],
  });
  expect(edges).toMatchObject({
    source: ['source None', 'source New Users', 'source New Users'],
    target: ['target New Users', 'target At Risk', 'target Regular Users'],
    people: [1, 1, 1],
    share: [100, 50, 50],
  });
});

test('whom it is about is told at the end of the range, for both moments', async () => {
  // Ana and bob come before the range; ana builds in it.
  await asked('among', [...on('ana', -3), ...on('bob', -3), at(24 * 20, { name: 'Build' })]);
  const segment = { did: { events: ['Build'] } };
  const answered = await ask(engine.store, { ...month, segment }, { workspace: 'among' });
  expect(columns(answered)).toMatchObject({ from: ['New Users'], to: ['Regular Users'], people: [1] });
});

test('where nobody is known across days that is said', async () => {
  const stranger = at(1, { user_id: '', visitor_id: 'd', visitor_daily: true });
  const { flows, sizes, notices } = await asked('strangers', [stranger]);
  expect(flows['people']).toEqual([]);
  expect(sizes).toMatchObject({ before: [null, null, null, null], after: [null, null, null, null] });
  expect(notices.map(({ code }) => code)).toEqual(['nobody_known']);
});
