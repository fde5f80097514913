import type { Answer, QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../test/ask';
import { startTestStore, type TestStore } from '../../test/engine';
import { load, type TestEvent } from '../../test/events';
import { day, MONDAY } from '../../test/world';
import { rewritePersons } from '../identity/rewrite';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const HOUR = 3_600_000;
const MEASURES = [
  'page_views',
  'events',
  'unique_visitors',
  'active_users',
  'total_users',
  'sessions',
  'bounce_rate',
  'session_duration',
  'views_per_visit',
  'dau',
  'wau',
  'mau',
  'stickiness',
] as const;
const range = { from: day(1), to: day(4) };
const measures = MEASURES.map((measure) => ({ measure }));
const goal = { measure: 'conversion_rate' as const, match: { events: ['Order'] } };

const matching = (name: string) => ({ name, match: { events: [name] } });
/** What the workspace defines. */
const defined = {
  features: ['Cart', 'Order'].map(matching),
  segments: [{ name: 'Buyers', rule: { did: { events: ['Order'] } } }],
};

/** Every kind, with every measure and option that looks at more than one event. */
const QUESTIONS: QueryInput[] = [
  { v: 1, kind: 'trends', range, interval: '1d', measures: [...measures, goal], compare: 'previous' },
  { v: 1, kind: 'trends', range, interval: 'range', measures, breakdown: { property: 'session.source', limit: 2 } },
  { v: 1, kind: 'trends', range, interval: '1d', measures, breakdown: { property: 'person.plan', limit: 2 } },
  {
    v: 1,
    kind: 'top',
    range,
    property: 'session.exit_page',
    measures: [{ measure: 'sessions' }, { measure: 'page_views' }],
  },
  { v: 1, kind: 'top', range, property: 'person.plan', measures: [{ measure: 'active_users' }] },
  { v: 1, kind: 'lifecycle', range, interval: '1d' },
  { v: 1, kind: 'retention', range, interval: '1d', counting: 'on_or_after', return: { events: ['Order'] } },
  {
    v: 1,
    kind: 'segments',
    range,
    interval: '1d',
    rules: { activeDays: 4, riskDays: 1, newDays: 2, recentDays: 3, fullDays: 2 },
  },
  { v: 1, kind: 'flows', range, rules: { riskDays: 1, newDays: 2 } },
  { v: 1, kind: 'rfm', range },
  { v: 1, kind: 'power-curve', range, days: 7 },
  {
    v: 1,
    kind: 'standout',
    range,
    of: 'New Users',
    rules: { newDays: 2 },
    properties: ['event.name', 'session.source'],
  },
  { v: 1, kind: 'paths', range, collapse: false },
  { v: 1, kind: 'paths', range, to: { events: ['Order'] }, within: '1d' },
  { v: 1, kind: 'movers', range, properties: ['page.path', 'session.source'] },
  { v: 1, kind: 'live', asOf: day(4) },
  { v: 1, kind: 'events', range },
  { v: 1, kind: 'experiments', range, exposure: { match: { events: ['pageview'] } } },
  { v: 1, kind: 'experiment', range, experiment: '/a', metric: { events: ['Order'] }, interval: '1d' },
  { v: 1, kind: 'adoption', range },
  { v: 1, kind: 'adoption', range, view: 'over_time', interval: '1d' },
  { v: 1, kind: 'adoption', range, view: 'by_segment' },
  {
    v: 1,
    kind: 'overlap',
    range,
    segments: ['At Risk', 'New Users', 'Buyers'],
    rules: { riskDays: 1, newDays: 2 },
  },
  { v: 1, kind: 'stickiness', range, interval: '1d', criterion: { op: 'gte', count: 2 } },
  {
    v: 1,
    kind: 'people',
    range,
    of: { kind: 'lifecycle', interval: '1d', pick: { time: day(2), state: 'returning' } },
    show: ['person.plan', 'page.path'],
  },
  {
    v: 1,
    kind: 'trends',
    range,
    interval: '1d',
    measures,
    segment: {
      or: [
        { did: { events: ['Order'] }, times: { op: 'gte', count: 2 }, within: '2d' },
        { property: 'person.first_seen', op: 'after', value: day(1) },
      ],
    },
  },
  {
    v: 1,
    kind: 'funnel',
    range,
    window: '1d',
    entry: { events: ['pageview'] },
    steps: ['Cart', 'Order', 'Order'].map((name, i) => ({ name: `${name} ${i}`, match: { events: [name] } })),
  },
  {
    v: 1,
    kind: 'funnel',
    range,
    window: '1d',
    order: 'unordered',
    counting: 'session',
    steps: ['Cart', 'Order'].map((name) => ({ name, match: { events: [name, 'pageview'] } })),
    breakdown: { property: 'page.path', at: 'last', limit: 2 },
  },
  {
    v: 1,
    kind: 'funnel',
    range,
    order: 'strict',
    counting: 'total',
    steps: ['pageview', 'Order'].map((name) => ({ name, match: { events: [name] } })),
    exclusions: [{ match: { events: ['Cart'] }, from: 1, to: 2, effect: 'truncate' }],
    hold: 'page.path',
    view: 'trend',
    interval: '1d',
  },
];

const event = fc.record({
  name: fc.constantFrom('pageview', 'pageview', 'Cart', 'Order', 'engagement', 'identify'),
  site: fc.constantFrom('docs.example', 'shop.example'),
  visitor_id: fc.constantFrom('', 'v1', 'v2', 'v3'),
  user_id: fc.constantFrom('', '', 'ana', 'bob'),
  path: fc.constantFrom('/', '/a', '/b'),
  source: fc.constantFrom('Direct', 'Google', 'News'),
  plan: fc.constantFrom('', '', 'free', 'pro'),
  // Within days of each other, and often in the same session or at the same moment.
  time: fc.integer({ min: 0, max: 5 * 24 * 4 }).map((quarter) => MONDAY + (quarter * HOUR) / 4),
});

type RandomEvent = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** So that there is an experiment to ask for. */
const SHOWN: RandomEvent = {
  ...{ name: 'pageview', site: 'docs.example', visitor_id: 'v1', user_id: '' },
  ...{ path: '/a', source: 'Direct', plan: '', time: MONDAY + 48 * HOUR },
};

function stored(workspace: string, events: RandomEvent[]): TestEvent[] {
  return events.map(({ plan, ...rest }) => ({
    ...rest,
    workspace,
    interactive: !['engagement', 'identify'].includes(rest.name),
    props: { experiment: rest.path, variant: rest.source },
    traits: (plan ? { plan } : {}) as Record<string, string>,
  }));
}

/** Events of one moment are listed as they came, newest first; which they are does not depend on it. */
function inOrderOfText({ frames }: Answer): string[][] {
  return frames.map(({ data }) => {
    const [times = [], ...others] = data.values;
    expect(times).toEqual((times as number[]).toSorted((a, b) => b - a));
    return times.map((time, row) => JSON.stringify([time, ...others.map((values) => values[row])])).sort();
  });
}

test('in whatever order and batches the same events come, every question has the same answer', async () => {
  let runs = 0;
  const shuffled = fc
    .array(event, { minLength: 5, maxLength: 40 })
    .map((events) => [...events, SHOWN])
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
        fc.integer({ min: 1, max: 15 })
      )
    );
  await fc.assert(
    fc.asyncProperty(shuffled, async ([events, mixed, batch]) => {
      runs += 1;
      const [once, parts] = [`once${runs}`, `parts${runs}`];
      await load(engine.store, stored(once, events));
      await rewritePersons(engine.store, once);
      for (let i = 0; i < mixed.length; i += batch) {
        await load(engine.store, stored(parts, mixed.slice(i, i + batch)));
        // Links come to light while events still arrive.
        await rewritePersons(engine.store, parts);
      }
      for (const question of QUESTIONS) {
        const [expected, answered] = await Promise.all(
          [once, parts].map((workspace) => ask(engine.store, question, { workspace, ...defined }))
        );
        const told =
          question.kind === 'events' ? inOrderOfText : ({ frames }: Answer) => frames.map(({ data }) => data);
        expect(told(answered!)).toEqual(told(expected!));
        expect(answered!.meta.notices).toEqual(expected!.meta.notices);
      }
    }),
    { numRuns: 8, seed: 5 }
  );
}, 480_000);
