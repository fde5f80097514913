import type { Feature, QueryInput, Segment, WorkspaceRules } from '@fawkes/contract';
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

const FEATURES: Feature[] = ['Deploy', 'Docs', 'Build', 'Watch'].map((name) => ({ name, match: { events: [name] } }));
/** Segments at the start of Monday. */
const atMonday: Extract<QueryInput, { kind: 'segments' }> = {
  v: 1,
  kind: 'segments',
  range: { from: day(-7), to: day(0) },
};

let runs = 0;
async function asked(events: TestEvent[], query: object = {}, features = FEATURES, segments: Segment[] = []) {
  const workspace = `segments${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answered = await ask(engine.store, { ...atMonday, ...query }, { workspace, features, segments });
  return {
    table: columns(answered),
    total: columns(answered, 1)['people'],
    overTime: () => columns(answered, 2),
    notices: answered.meta.notices.map(({ code }) => code),
  };
}

/** Page views of a user, so many days (before Monday where negative) and hours after midnight. */
const on = (user: string, days: number[], name = 'pageview') => days.map((d) => at(24 * d, { user_id: user, name }));
/** 41 sessions in the 20 days before Monday, two hours apart. */
const often = (user: string) => Array.from({ length: 41 }, (_, i) => at(-2 * (i + 1) - 200, { user_id: user }));

describe('by hand', () => {
  test('the four segments, what their people are like, and all of them', async () => {
    const { table, total } = await asked([
      // Not seen since 15 days before.
      ...on('ana', [-60, -15]),
      // New since Friday, uses one of the four features.
      ...on('bob', [-3, -2]),
      ...on('bob', [-1], 'Deploy'),
      // Long there, 41 sessions in four weeks: over ten a week; four features.
      ...on('cy', [-40]),
      ...often('cy'),
      ...FEATURES.map(({ name }) => at(-202, { user_id: 'cy', name })),
      // As often, but with three features: regular.
      ...on('dan', [-40]),
      ...often('dan'),
      ...FEATURES.slice(1).map(({ name }) => at(-202, { user_id: 'dan', name })),
      // Not active in the 90 days before, and only a ping since.
      ...on('eve', [-91]),
      at(-24, { user_id: 'eve', name: 'engagement', interactive: false }),
    ]);
    // Cy and dan had their sessions from 282 to 202 hours before: from the 18th of February, 06:00, to the 21st, 14:00.
    const recency = 1 - 202 / 24 / 28;
    expect(table).toEqual({
      segment: ['At Risk', 'New Users', 'Power Users', 'Regular Users'],
      type: ['behavioural', 'behavioural', 'behavioural', 'behavioural'],
      people: [1, 1, 1, 1],
      share: [25, 25, 25, 25],
      engagement: [
        expect.closeTo((10 / 3) * (1 / 20 + 0 + (1 - 15 / 28)), 9),
        expect.closeTo((10 / 3) * (3 / 20 + Math.sqrt(1 / 4) + (1 - 1 / 28)), 9),
        expect.closeTo((10 / 3) * (4 / 20 + 1 + recency), 9),
        expect.closeTo((10 / 3) * (4 / 20 + Math.sqrt(3 / 4) + recency), 9),
      ],
      weekly_sessions: [1 / 4, 3 / 4, 41 / 4, 41 / 4],
      features_used: [0, 1, 4, 3],
      days_since_seen: [15, 1, expect.closeTo(202 / 24, 9), expect.closeTo(202 / 24, 9)],
    });
    expect(total).toEqual([4]);
  });

  test('who comes less than half as often as they used to is at risk', async () => {
    // Four weeks from the 28th day before to the 14th: eight sessions are 4 a week, four are 2.
    const before = (user: string, days: number[]) => on(user, days);
    const eight = [-28, -27, -26, -25, -24, -23, -22, -21];
    const { table } = await asked([
      ...before('ana', eight), // then 3 in two weeks, 1.5 a week: under half of 4
      ...before('ana', [-3, -2, -1]),
      ...before('bob', eight), // then 4, 2 a week: exactly half
      ...before('bob', [-4, -3, -2, -1]),
      ...before('cy', [-28, -27, -26]), // three sessions before are too few to tell
      ...before('cy', [-13]),
    ]);
    expect(table['people']).toEqual([1, 0, 0, 2]);
  });

  test('a span of under a week counts as one', async () => {
    // First seen 15 days before, one day before the last fourteen: four sessions there are 4 a week, not 28.
    const first = [-15, -14.75, -14.5, -14.25];
    const { table } = await asked([...on('ana', [...first, -4, -3, -2, -1]), ...on('bob', [...first, -3, -2, -1])]);
    expect(table['people']).toEqual([1, 0, 0, 1]);
  });

  test('bounds to the millisecond', async () => {
    const ms = 1 / 86_400_000;
    const { table, total } = await asked([
      ...on('ana', [-30, -14]), // last seen exactly 14 days before: not over them
      ...on('bob', [-30, -14 - ms]),
      ...on('cy', [-14]), // first seen within 14 days
      ...on('dan', [-90]), // active within 90
      ...on('eve', [-90 - ms]),
      ...on('fay', [-30, 0]), // at the end is after it
    ]);
    expect(table['people']).toEqual([3, 1, 0, 1]); // bob, dan, fay; cy; ana
    expect(total).toEqual([5]);
  });
});

test('days are counted back by the clock of the zone, over its change', async () => {
  // Midnight of the 6th of April on Lord Howe is 13:30Z; fourteen days before, in summer time, it was 13:00Z.
  const range = { from: '2026-03-30T13:00:00Z', to: '2026-04-05T13:30:00Z' };
  const { table } = await asked(
    [
      { time: '2026-03-22T12:59:59.999Z', user_id: 'ana' },
      { time: '2026-03-22T13:00:00.000Z', user_id: 'bob' },
    ],
    { range, timezone: 'Australia/Lord_Howe' }
  );
  expect(table['people']).toEqual([1, 1, 0, 0]);
});

test('over time: the sizes at the end of each interval, of one’s own segments, too', async () => {
  const segments: Segment[] = [{ name: 'Builders', rule: { did: { events: ['Build'] } } }];
  const events = [...on('ana', [-40, -8]), ...on('ana', [-3], 'Build'), ...on('bob', [-2]), ...on('cy', [-19])];
  const { table, total, overTime } = await asked(
    events,
    { interval: '1d', range: { from: day(-5), to: MONDAY - 12 * 3_600_000 }, also: ['Builders'] },
    FEATURES,
    segments
  );
  expect(table['segment']!.at(-1)).toBe('Builders');
  expect([table['type']!.at(-1), table['people']!.at(-1), table['share']!.at(-1)]).toEqual(['custom', 1, 100 / 3]);
  expect(total).toEqual([3]);
  expect(overTime()).toEqual({
    time: [-5, -4, -3, -2, -1].map((d) => Date.parse(day(d))),
    'At Risk': [1, 1, 1, 1, 1], // cy, since the fifth day before
    'New Users': [0, 0, 0, 1, 1], // bob
    'Power Users': [0, 0, 0, 0, 0],
    'Regular Users': [1, 1, 1, 1, 1], // ana
    Builders: [0, 0, 1, 1, 1],
  });
});

describe('who is counted over time', () => {
  // Ana builds on Saturday, bob on the Thursday before and cy never; all came on Wednesday and are new until the end.
  const events = [
    ...['ana', 'bob', 'cy'].flatMap((user) => on(user, [-5])),
    ...on('ana', [-2], 'Build'),
    ...on('bob', [-4], 'Build'),
  ];
  const segments: Segment[] = [{ name: 'Builders', rule: { did: { events: ['Build'] } } }];
  const times = [-4, -3, -2, -1].map((d) => MONDAY + d * 86_400_000);

  test.each([
    ['a segment', { segment: 'Builders' }, '1d', 0],
    ['a rule', { segment: { did: { events: ['Build'] }, within: '3d' } }, '1d', 0, ['ana']],
    ['intervals from noon on', { segment: 'Builders' }, '2d', 12],
    ['one’s own, too', { segment: 'Builders', also: ['Builders'] }, '1d', 0],
  ] as Array<[string, object, string, number, string[]?]>)(
    'the same people in all intervals, as of the end of the range: %s',
    async (_, asked, interval, hour, who = ['ana', 'bob']) => {
      const workspace = `among${(runs += 1)}`;
      await load(
        engine.store,
        events.map((e) => ({ ...e, workspace }))
      );
      const range = { from: times[0]! + hour * 3_600_000, to: MONDAY };
      const context = { workspace, features: FEATURES, segments };
      const answered = columns(await ask(engine.store, { ...atMonday, ...asked, range, interval }, context), 2);
      expect(answered['New Users']).toEqual((answered['time'] as number[]).map(() => who.length));
      const { segment, ...own } = asked as { segment: Segment['name'] };
      for (const time of answered['time'] as number[]) {
        const of = { kind: 'segments' as const, interval, ...own, pick: { segment: 'New Users', time } };
        const people = await ask(engine.store, { v: 1, kind: 'people', range, segment, of }, context);
        expect([...(columns(people)['person'] as string[])].sort()).toEqual(who);
      }
      if ('also' in asked) {
        // The segment that is shown has its people of each moment: bob from Friday on, ana from Sunday on.
        expect(answered['Builders']).toEqual([1, 1, 2, 2]);
      }
    }
  );
});

test('weeks and months end where the calendar’s do, and parts of a long time are asked one after the other', async () => {
  const { overTime } = await asked([...on('ana', [-250]), ...on('bob', [-100])], {
    interval: '1M',
    range: { from: '2025-06-01T00:00:00Z', to: '2026-03-01T00:00:00Z' },
  });
  // Ana came on 25 June, bob on 22 November; new for 14 days, at risk until the 90th.
  expect(overTime()).toMatchObject({
    'New Users': [1, 0, 0, 0, 0, 1, 0, 0, 0],
    'At Risk': [0, 1, 1, 0, 0, 0, 1, 1, 0],
  });
});

test('more features than one pass takes count all the same', async () => {
  const many = Array.from({ length: 120 }, (_, i) => ({ name: `F${i}`, match: { events: [`F${i}`] } }));
  const used = [0, 51, 52, 119].map((i) => at(-202, { user_id: 'cy', name: `F${i}` }));
  const { table, overTime } = await asked([...on('cy', [-40]), ...often('cy'), ...used], { interval: '1d' }, many);
  expect(table).toMatchObject({ people: [0, 0, 1, 0], features_used: [null, null, 4, null] });
  expect(overTime()['Power Users']).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('the workspace may cut elsewhere, and a question elsewhere again', async () => {
  const workspace = 'own-rules';
  await load(
    engine.store,
    [...on('ana', [-20]), ...on('bob', [-9])].map((e) => ({ ...e, workspace }))
  );
  const sizes = async (query: object, segmentRules?: WorkspaceRules) =>
    columns(
      await ask(engine.store, { ...atMonday, ...query }, segmentRules ? { workspace, segmentRules } : { workspace })
    )['people'];
  const own: WorkspaceRules = { name: 'behavioural', riskDays: 30, newDays: 7 };
  expect(await sizes({})).toEqual([1, 1, 0, 0]);
  expect(await sizes({}, own)).toEqual([0, 0, 0, 2]);
  expect(await sizes({ rules: { newDays: 10 } }, own)).toEqual([0, 1, 0, 1]);
});

test('on one site people are as old as there, and their sessions those there', async () => {
  const { table } = await asked([...on('ana', [-40, -1]), at(-24, { site: 'blog.example' })], { site: 'blog.example' });
  expect(table['people']).toEqual([0, 1, 0, 0]);
});

describe('who is counted', () => {
  test('users and stable visitors, and how many are left out is said', async () => {
    const { table, notices } = await asked([
      ...on('ana', [-1]),
      at(-24, { user_id: '', visitor_id: 'stable' }),
      at(-24, { user_id: '', visitor_id: 'daily', visitor_daily: true }),
    ]);
    expect(table['people']).toEqual([0, 2, 0, 0]);
    expect(notices).toEqual(['known_people_only']);
  });

  test('where nobody is known across days that is said instead of 0', async () => {
    const { table, total, overTime, notices } = await asked(
      [at(-24, { user_id: '', visitor_id: 'daily', visitor_daily: true })],
      { interval: '1w' }
    );
    expect([table['people'], total]).toEqual([[null, null, null, null], [null]]);
    expect(overTime()['At Risk']).toEqual([null]);
    expect(notices).toEqual(['nobody_known']);
  });

  test('nobody came for long: zeros are true', async () => {
    const { table, total } = await asked(on('ana', [-200]));
    expect(table).toMatchObject({
      people: [0, 0, 0, 0],
      share: [null, null, null, null],
      engagement: [null, null, null, null],
    });
    expect(total).toEqual([0]);
  });
});

test.each([
  [{ interval: '1h' }, 400, 'interval'],
  [{ interval: 'range' }, 400, 'interval'],
  [{ rules: { riskDays: 90 } }, 400, 'rules.riskDays'],
  [{ rules: { recentDays: 61 } }, 400, 'rules.recentDays'],
  [{ rules: { fullDays: 29 } }, 400, 'rules.fullDays'],
  [{ interval: '1d', range: { from: day(-500), to: day(0) } }, 422, 'interval'],
  [{ also: ['Heroes'] }, 404, 'segment'],
])('%j is refused with its place', async (query, status, path) => {
  await expect(asked([], query)).rejects.toMatchObject({ status, errors: [{ path }] });
});
