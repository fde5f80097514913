import type { QueryInput } from '@fawkes/contract';
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

const list: Extract<QueryInput, { kind: 'experiments' }> = {
  v: 1,
  kind: 'experiments',
  range: { from: day(0), to: day(14) },
};
const one: Extract<QueryInput, { kind: 'experiment' }> = { ...list, kind: 'experiment', experiment: 'checkout' };

let runs = 0;
async function asking(events: TestEvent[]) {
  const workspace = `experiments${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  return (query: QueryInput) => ask(engine.store, query, { workspace });
}

/** Sees a variant, which by itself is no activity. */
const sees = (hours: number, user_id: string, variant: string, experimentId = 'checkout') =>
  at(hours, { user_id, name: 'exposure', interactive: false, props: { experimentId, variant } });
/** Does something that the tracker says belongs to the experiment. */
const does = (hours: number, user_id: string, variant: string, experiment = 'checkout') =>
  at(hours, { user_id, name: 'buy', props: { experiment, variant } });

describe('by hand', () => {
  const EVENTS = [
    ...['a1', 'a2', 'a3', 'a4'].map((user) => sees(1, user, 'control')),
    ...['b1', 'b2', 'b3'].map((user) => sees(2, user, 'bold')),
    does(3, 'a1', 'control'),
    does(0.5, 'a2', 'control'), // before a2 saw anything: the event itself is a2's first exposure, and no conversion
    does(4, 'b1', 'bold'),
    does(5, 'b1', 'bold'),
    does(2, 'b2', 'bold'), // at the moment of the exposure
    at(6, { user_id: 'b3', name: 'buy' }), // says nothing of the experiment
    sees(30, 'both', 'control'),
    sees(31, 'both', 'bold'),
    does(32, 'both', 'bold'),
    sees(40, '', 'bold'), // nobody
    at(41, { user_id: 'a3', name: 'buy', interactive: false, props: { experiment: 'checkout', variant: 'control' } }),
    sees(12 * 24, 'z', 'x', 'banner'),
  ];

  test('people by variant, those who converted, and who is left out', async () => {
    const query = await asking(EVENTS);
    const answered = await query({ ...list, runningDays: 10 });
    expect(columns(answered)).toEqual({
      experiment: ['banner', 'checkout'],
      status: ['running', 'stopped'],
      started: [MONDAY + 12 * 86_400_000, MONDAY + 0.5 * 3_600_000],
      latest: [MONDAY + 12 * 86_400_000, MONDAY + 41 * 3_600_000],
      variants: [1, 2],
      assigned: [1, 7],
      excluded: [0, 1],
      health: ['warning', 'failed'],
      // SciPy: chisquare([3, 4]).
      sample_ratio_p: [1, expect.closeTo(0.7054569861112735, 12)],
      winner: [null, null],
      // Sequential, of 2 of 3 against 1 of 4: sqrt(q) / exp(E) is over 1 at so few people.
      p_value: [null, expect.closeTo(0.99764, 5)],
      significant: [false, false],
      confidence_level: [95, 95],
      recommendation: [
        expect.stringContaining('No variant is named control (x)'),
        expect.stringContaining('1 of 8 people saw more than one variant (12.5 %)'),
      ],
    });
    // Wilson 95 %: statsmodels' proportion_confint of 0 of 1, 2 of 3 and 1 of 4.
    expect(columns(answered, 1)).toEqual({
      experiment: ['banner', 'checkout', 'checkout'],
      variant: ['x', 'bold', 'control'],
      assignments: [1, 3, 4],
      conversions: [0, 2, 1],
      conversion_rate: [0, expect.closeTo(200 / 3, 9), 25],
      rate_low: [0, expect.closeTo(20.76596, 4), expect.closeTo(4.55872, 4)],
      rate_high: [expect.closeTo(79.34507, 4), expect.closeTo(93.85081, 4), expect.closeTo(69.93582, 4)],
    });
    expect(answered.meta.notices).toMatchObject([
      { severity: 'error', code: 'several_variants_seen', text: expect.stringContaining('1 of 8 people') },
    ]);
  });

  test('how many there are, and how they came about', async () => {
    const query = await asking(EVENTS);
    const answered = await query({ ...list, runningDays: 10, interval: '1w' });
    expect(columns(answered, 2)).toEqual({ experiments: [2], running: [1], significant: [0] });
    expect(columns(answered, 3)).toEqual({
      time: [MONDAY, MONDAY + 7 * 86_400_000],
      'people{banner,x}': [0, 1],
      'conversions{banner,x}': [0, 0],
      'people{checkout,bold}': [3, 3],
      'conversions{checkout,bold}': [2, 2],
      'people{checkout,control}': [4, 4],
      'conversions{checkout,control}': [1, 1],
    });
    expect(columns(await query({ ...list, status: 'draft' }), 2)).toEqual({
      experiments: [0],
      running: [0],
      significant: [0],
    });
  });

  test('by status', async () => {
    const query = await asking(EVENTS);
    const named = async (status: 'draft' | 'running' | 'stopped') =>
      columns(await query({ ...list, runningDays: 10, status }))['experiment'];
    expect(await named('running')).toEqual(['banner']);
    expect(await named('stopped')).toEqual(['checkout']);
    expect(await named('draft')).toEqual([]);
  });

  test('a metric of its own counts from the exposure on, whatever else the event says', async () => {
    const query = await asking(EVENTS);
    const answered = await query({ ...one, metric: { events: ['buy'] } });
    expect(columns(answered)).toMatchObject({
      variant: ['bold', 'control'],
      assignments: [3, 4],
      conversions: [3, 3], // also b3; and a2 and a3, whose event the metric names
    });
  });

  test('an exposure rule says which events show a variant, and how they name it', async () => {
    const query = await asking([
      at(1, { user_id: 'a', name: 'shown', props: { test: 'checkout', arm: 'A', group: 'ignored' } }),
      at(1, { user_id: 'b', name: 'other', props: { test: 'checkout', arm: 'B' } }),
      at(2, { user_id: 'a', name: 'other', props: { test: 'checkout', arm: 'A' } }),
    ]);
    const exposure = { match: { events: ['shown'] }, experiment: ['missing', 'test'], variant: 'arm' };
    const answered = await query({ ...one, exposure });
    expect(columns(answered)).toMatchObject({ variant: ['A'], assignments: [1], conversions: [1] });
  });

  test('one experiment over time, each person once', async () => {
    const query = await asking(EVENTS);
    const answered = await query({ ...one, range: { from: day(-5), to: day(3) }, interval: '1d' });
    expect(answered.frames.map(({ schema }) => schema.name)).toEqual([
      ...['variants', 'summary', 'over_time', 'results', 'health', 'exposures', 'effects'],
    ]);
    expect(columns(answered, 1)).toMatchObject({ status: ['running'], assigned: [7], excluded: [1] });
    expect(columns(answered, 2)).toEqual({
      time: [0, 1, 2].map((d) => MONDAY + d * 86_400_000),
      'people{checkout,bold}': [3, 3, 3],
      'conversions{checkout,bold}': [2, 2, 2],
      'people{checkout,control}': [4, 4, 4],
      'conversions{checkout,control}': [1, 1, 1],
    });
  });
});

test('the people behind each number are as many as it says', async () => {
  const query = await asking([
    ...['a', 'b', 'c'].map((user) => sees(1, user, 'A')),
    sees(1, 'd', 'B'),
    does(2, 'a', 'A'),
    does(2, 'd', 'B'),
    sees(3, 'e', 'A'),
    sees(4, 'e', 'B'),
  ]);
  const ids = async (of: object) => {
    const asked = { v: 1, kind: 'people', range: list.range, of } as QueryInput;
    return (columns(await query(asked))['person'] as string[]).toSorted();
  };
  const picked = (pick: object) => ids({ kind: 'experiment', experiment: 'checkout', pick });
  expect(await picked({ who: 'assigned', variant: 'A' })).toEqual(['a', 'b', 'c']);
  expect(await picked({ who: 'converted', variant: 'A' })).toEqual(['a']);
  expect(await picked({ who: 'converted' })).toEqual(['a', 'd']);
  expect(await picked({ who: 'excluded' })).toEqual(['e']);
  const inList = (pick: object) => ids({ kind: 'experiments', pick: { experiment: 'checkout', ...pick } });
  expect(await inList({ who: 'assigned' })).toEqual(['a', 'b', 'c', 'd']);
  expect(await inList({ who: 'assigned', variant: 'C' })).toEqual([]);
});

test('the range and the filter choose the events that are looked at', async () => {
  const query = await asking([
    sees(-30, 'ana', 'A'),
    sees(1, 'ana', 'B'),
    does(2, 'ana', 'B'),
    sees(1, 'bob', 'A'),
    does(24 * 14, 'bob', 'A'),
    at(3, { user_id: 'cy', name: 'exposure', path: '/de', props: { experiment: 'checkout', variant: 'A' } }),
  ]);
  expect(columns(await query(one))).toMatchObject({
    variant: ['A', 'B'],
    assignments: [2, 1],
    conversions: [0, 1],
  });
  const filter = { property: 'page.path', op: 'eq', value: '/de' } as const;
  expect(columns(await query({ ...one, filter }))).toMatchObject({ variant: ['A'], assignments: [1] });
});

test('an experiment runs until its latest exposure is older than so many days of the zone', async () => {
  // Lord Howe set its clock back by half an hour on 5 April 2026: 7 days before the 10th, 00:00 (13:30Z) are the 3rd, 13:00Z.
  const to = '2026-04-09T13:30:00Z';
  const status = async (time: string) => {
    const query = await asking([{ ...sees(0, 'ana', 'A'), time }]);
    const range = { from: '2026-03-01T00:00:00Z', to };
    const asked = { ...list, range, runningDays: 7, timezone: 'Australia/Lord_Howe' };
    return columns(await query(asked))['status'];
  };
  expect(await status('2026-04-02T13:00:00.000Z')).toEqual(['running']);
  expect(await status('2026-04-02T12:59:59.999Z')).toEqual(['stopped']);
});

test('nobody exposed is an empty list, and one unknown experiment a 404 that lists those there are', async () => {
  const nothing = await asking([]);
  expect(columns(await nothing(list))['experiment']).toEqual([]);
  await expect(nothing(one)).rejects.toMatchObject({ status: 404, code: 'unknown_experiment' });
  const query = await asking([sees(1, 'ana', 'A', 'banner'), sees(2, 'ana', 'A', 'colour')]);
  await expect(query(one)).rejects.toMatchObject({
    detail: 'Nobody was exposed to an experiment "checkout" in the range. There are: colour, banner.',
  });
});

test('more experiments than a list shows are cut, and said so', async () => {
  const query = await asking(Array.from({ length: 205 }, (_, i) => sees(i / 100, 'ana', 'A', `e${i}`)));
  const answered = await query(list);
  expect(columns(answered)['experiment']).toHaveLength(200);
  expect(columns(answered)['experiment']![0]).toBe('e204');
  expect(answered.meta.cut).toEqual({ what: 'experiments', shown: 200, total: 205 });
});
