import type { Feature, QueryInput, Segment } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(
    engine.store,
    EVENTS.map((e) => ({ ...e, workspace: 'by-segment' }))
  );
});
afterAll(() => engine.stop());

const did = (user: string, name: string, ...days: number[]) => days.map((d) => at(24 * d, { user_id: user, name }));

/** At the end of the week from Monday on: ana and bob are new, cy and dan regular, eve at risk, as her last use is long ago. */
const EVENTS = [
  ...did('ana', 'Deploy', 1, 2),
  ...did('ana', 'Docs', 1),
  ...did('bob', 'Docs', 3),
  ...did('cy', 'pageview', -40, 1),
  ...did('cy', 'Deploy', 2),
  ...did('dan', 'pageview', -40, 4),
  ...did('eve', 'Deploy', -30),
];
const feature = (name: string): Feature => ({ name, match: { events: [name] } });
const features = [feature('Deploy'), { ...feature('Docs'), eligible: { events: ['Docs', 'pageview'] } }];
const segments: Segment[] = [{ name: 'Old', rule: { did: 'anything', within: { from: day(-50), to: day(0) } } }];
const asked: Extract<QueryInput, { kind: 'adoption' }> = {
  v: 1,
  kind: 'adoption',
  view: 'by_segment',
  range: { from: day(0), to: day(7) },
};

test('by hand: the rate of each feature among the people of each segment', async () => {
  const answer = await ask(engine.store, asked, { workspace: 'by-segment', features });
  expect(columns(answer)).toEqual({
    feature: ['Deploy', 'Docs'],
    'At Risk': [null, null], // eve was not active in the week
    'New Users': [50, 100], // ana of two; both
    'Power Users': [null, null],
    'Regular Users': [50, 0], // cy of two; of cy and dan, who viewed pages, nobody
  });
  expect(columns(answer, 1)).toEqual({
    segment: ['At Risk', 'New Users', 'Power Users', 'Regular Users'],
    people: [0, 2, 0, 2],
  });
});

test('segments of one’s own, and some features', async () => {
  const query = { ...asked, segments: ['Old', 'New Users'], features: ['Deploy'] };
  const answer = await ask(engine.store, query, { workspace: 'by-segment', features, segments });
  expect(columns(answer)).toEqual({ feature: ['Deploy'], Old: [50], 'New Users': [50] });
});
