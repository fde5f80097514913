import { ANSWER_FRAMES, type QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  const shown = { experimentId: 'tour', variant: 'short' };
  await load(engine.store, [
    at(1),
    at(2, { name: 'Order' }),
    at(3, { name: 'Seen', props: shown }),
    at(4, { name: 'Done', props: shown }),
    at(25),
    at(26, { user_id: 'bob' }),
  ]);
});
afterAll(() => engine.stop());

const defined = {
  features: [{ name: 'Order', match: { events: ['Order'] } }],
  segments: [{ name: 'Buyers', rule: { did: { events: ['Order'] } } }],
};
const range = { from: day(0), to: day(2) };
const steps = ['pageview', 'Order'].map((name) => ({ name, match: { events: [name] } }));
const funnel = { kind: 'funnel', steps } as const;
const measures = [{ measure: 'page_views' as const }];
const breakdown = { property: 'page.path' as const };

type Asked = QueryInput extends infer Q ? (Q extends unknown ? Omit<Q, 'v' | 'range'> : never) : never;

/** Each kind, in each of the views that have frames of their own. */
const QUESTIONS: Asked[] = [
  { kind: 'trends', measures, interval: '1d' },
  { kind: 'top', measures, property: 'page.path' },
  { kind: 'adoption' },
  { kind: 'adoption', view: 'over_time' },
  { kind: 'adoption', view: 'by_segment' },
  { kind: 'retention', interval: '1d' },
  { kind: 'stickiness', interval: '1d' },
  { kind: 'lifecycle', interval: '1d' },
  { kind: 'segments', interval: '1d' },
  { kind: 'flows' },
  { kind: 'overlap', segments: ['Buyers', 'At Risk'] },
  { kind: 'standout', of: 'Buyers' },
  { kind: 'rfm' },
  { kind: 'power-curve' },
  { ...funnel, breakdown },
  { ...funnel, view: 'trend' },
  { ...funnel, view: 'time_to_convert' },
  { ...funnel, view: 'correlation' },
  { kind: 'paths' },
  { kind: 'paths', view: 'paths' },
  { kind: 'movers' },
  { kind: 'experiments', interval: '1d' },
  { kind: 'experiment', experiment: 'tour' },
  { kind: 'live' },
  { kind: 'events' },
  { kind: 'people', of: { kind: 'trends', measures, pick: {} } },
];

test.each(QUESTIONS)('each number of $kind ($view) says what it means, and has a name to read', async (asked) => {
  const { frames } = await ask(engine.store, { v: 1, range, ...asked } as QueryInput, defined);
  const numbers = frames.flatMap(({ schema }) =>
    schema.fields.filter(({ type }) => type === 'number').map((field) => [schema.name, field] as const)
  );
  const silent = numbers.filter(([, { config }]) => !config?.description || !config.displayName);
  expect(silent.map(([frame, { name }]) => `${frame}.${name}`)).toEqual([]);
  const known = ANSWER_FRAMES[asked.kind];
  const unknown = frames.map(({ schema }) => schema.name).filter((name) => !known.includes(name));
  // Those of each property are named like it.
  expect(unknown).toEqual(asked.kind === 'live' ? ['page.path', 'session.source'] : []);
  const sentences = numbers.map(([, { config }]) => config?.description);
  expect(sentences.filter((text) => !/^\p{Lu}.*\.$/u.test(text ?? ''))).toEqual([]);
});
