import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(engine.store, [
    // Monday 2 March: ana reads two pages and signs up 10 minutes later; bob bounces; a daily visitor pings only.
    { time: '2026-03-02T10:00:00Z', user_id: 'ana', path: '/a', source: 'Google', props: { team: 'x' } },
    { time: '2026-03-02T10:05:00Z', user_id: 'ana', path: '/b' },
    { time: '2026-03-02T10:15:00Z', user_id: 'ana', name: 'Sign Up', path: '/b' },
    { time: '2026-03-02T12:00:00Z', user_id: 'bob', path: '/a', source: 'Bing' },
    { time: '2026-03-02T13:00:00Z', visitor_id: 'v1', visitor_daily: true, name: 'engagement', interactive: false },
    // Tuesday: ana comes back after exactly 30 minutes (the same session) and after 30 minutes and 1 ms (a new one).
    { time: '2026-03-03T09:00:00Z', user_id: 'ana', path: '/a' },
    { time: '2026-03-03T09:30:00Z', user_id: 'ana', path: '/b' },
    { time: '2026-03-03T10:00:00.001Z', user_id: 'ana', path: '/c' },
    // Another workspace and another site.
    { time: '2026-03-02T10:00:00Z', user_id: 'eve', workspace: 'other' },
    { time: '2026-03-02T10:00:00Z', user_id: 'cy', site: 'blog.example', path: '/blog' },
    // An event without a person.
    { time: '2026-03-02T15:00:00Z', name: 'cron' },
  ]);
});
afterAll(() => engine.stop());

const march = (from: number, to: number) => ({
  from: `2026-03-0${from}T00:00:00Z`,
  to: `2026-03-0${to}T00:00:00Z`,
});
const base = { v: 1, kind: 'trends', range: march(2, 4), site: 'docs.example', interval: '1d' } as const;

test('counts of events and persons by day', async () => {
  const measures = ['page_views', 'events', 'unique_visitors', 'active_users'] as const;
  const answered = await ask(engine.store, { ...base, measures: measures.map((measure) => ({ measure })) });
  expect(columns(answered)).toEqual({
    time: [Date.parse('2026-03-02'), Date.parse('2026-03-03')],
    page_views: [3, 3],
    events: [6, 3],
    unique_visitors: [3, 1],
    active_users: [2, 1],
  });
  expect(answered.meta.notices.map((n) => n.code)).toEqual(['anonymous_share']);
  expect(answered.meta.notices[0]?.text).toContain('33.3 % of the 3 people');
});

test('sessions: a gap of exactly 30 minutes continues, a bounce is one page view and nothing interactive else', async () => {
  const measures = ['sessions', 'bounce_rate', 'session_duration', 'views_per_visit'] as const;
  const answered = await ask(engine.store, { ...base, measures: measures.map((measure) => ({ measure })) });
  expect(columns(answered)).toMatchObject({
    sessions: [2, 2],
    bounce_rate: [50, 50],
    session_duration: [450, 900], // (900 + 0) / 2 and (1800 + 0) / 2
    views_per_visit: [1.5, 1.5],
  });
});

test('a session belongs to the range in which it starts', async () => {
  const query = { ...base, interval: 'range', measures: [{ measure: 'sessions' as const }] };
  const range = { from: '2026-03-03T09:10:00Z', to: '2026-03-03T09:40:00Z' };
  expect(columns(await ask(engine.store, { ...query, range })).sessions).toEqual([0]);
  const early = { from: '2026-03-03T08:50:00Z', to: '2026-03-03T09:10:00Z' };
  const whole = await ask(engine.store, { ...query, range: early, measures: [{ measure: 'session_duration' }] });
  expect(columns(whole).session_duration).toEqual([1800]);
});

test('DAU, WAU and MAU of an hour go to its end, not to that of the day', async () => {
  const measures = ['dau', 'wau', 'mau', 'stickiness'].map((measure) => ({ measure })) as [{ measure: 'dau' }];
  const hours = async (from: string, to: string, interval = '1h') =>
    columns(await ask(engine.store, { ...base, measures, interval, range: { from, to } }));
  expect(await hours('2026-03-02T10:00:00Z', '2026-03-02T13:00:00Z')).toMatchObject({
    dau: [1, 1, 2], // ana from 10:00 on, bob from 12:00 on
    wau: [1, 1, 2],
    stickiness: [100, 100, 100],
  });
  expect(await hours('2026-03-03T07:30:00Z', '2026-03-03T10:30:00Z')).toMatchObject({
    dau: [0, 0, 1, 1], // ana from 09:00 on
    wau: [2, 2, 2, 2],
    mau: [2, 2, 2, 2],
    stickiness: [0, 0, 50, 50],
  });
  // From Saturday, 11:00, to Monday, and on to Wednesday: what lies after the first counts for the second alone.
  expect(await hours('2026-02-28T11:00:00Z', '2026-03-04T11:00:00Z', '2d')).toMatchObject({
    dau: [1, 0], // of Monday up to 11:00 ana alone; nobody on Wednesday
    wau: [1, 2],
    stickiness: [expect.closeTo(100 / 3, 9), expect.closeTo((100 * 3) / 3 / 2, 9)],
  });
});

test('DAU, WAU, MAU and stickiness count people known across days', async () => {
  const measures = ['dau', 'wau', 'mau', 'stickiness'] as const;
  const query = { ...base, measures: measures.map((measure) => ({ measure })) };
  expect(columns(await ask(engine.store, query))).toMatchObject({
    dau: [2, 1],
    wau: [2, 2],
    mau: [2, 2],
    stickiness: [100, 50],
  });
  const range = await ask(engine.store, { ...query, interval: 'range' });
  expect(columns(range)).toMatchObject({ dau: [1], wau: [2], mau: [2], stickiness: [75] }); // mean DAU 1.5 of MAU 2
});

test('WAU ends after 7 days, MAU after 30', async () => {
  const query = { ...base, measures: [{ measure: 'wau' as const }, { measure: 'mau' as const }] };
  const later = { from: '2026-03-08T00:00:00Z', to: '2026-03-11T00:00:00Z' };
  // bob was last active on 2 March: he counts through 8 March; ana on 3 March: through 9 March.
  expect(columns(await ask(engine.store, { ...query, range: later }))).toMatchObject({
    wau: [2, 1, 0],
    mau: [2, 2, 2],
  });
  const april = { from: '2026-03-31T00:00:00Z', to: '2026-04-03T00:00:00Z' };
  expect(columns(await ask(engine.store, { ...query, range: april }))).toMatchObject({ mau: [2, 1, 0] });
});

test('total users are all ever seen', async () => {
  const query = { ...base, measures: [{ measure: 'total_users' as const }] };
  expect(columns(await ask(engine.store, query)).total_users).toEqual([2, 2]);
  expect(columns(await ask(engine.store, { ...query, site: undefined })).total_users).toEqual([3, 3]);
  const filtered = { ...query, filter: { property: 'page.path', op: 'eq', value: '/b' } as const };
  expect(columns(await ask(engine.store, filtered)).total_users).toEqual([1, 1]);
  const before = await ask(engine.store, {
    ...query,
    range: { from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' },
  });
  expect(columns(before).total_users).toEqual([0]);
  expect(before.meta.notices).toEqual([]);
});

test('a breakdown has the top values, then the rest as Other, and adds up to the whole for counts', async () => {
  const query = {
    ...base,
    measures: [{ measure: 'page_views' as const }],
    breakdown: { property: 'page.path' as const, limit: 1 },
  };
  const answered = await ask(engine.store, query);
  expect(columns(answered)).toMatchObject({ 'page_views{/a}': [2, 1], 'page_views{Other}': [1, 2] });
  // Of the page / there are events, though no page view.
  expect(answered.meta.cut).toEqual({ what: 'page.path', shown: 1, total: 4 });
});

test('a breakdown by the source of the session counts every event of the session there', async () => {
  const measures = [{ measure: 'page_views' as const }, { measure: 'sessions' as const }];
  const answered = await ask(engine.store, { ...base, measures, breakdown: { property: 'session.source' } });
  expect(columns(answered)).toMatchObject({
    'page_views{Direct}': [0, 3],
    'page_views{Google}': [2, 0],
    'page_views{Bing}': [1, 0],
    'sessions{Direct}': [0, 2],
    'sessions{Google}': [1, 0],
    'sessions{Bing}': [1, 0],
  });
});

test('a filter on an event selects the sessions that contain a match', async () => {
  const filter = { property: 'event.name', op: 'eq', value: 'Sign Up' } as const;
  const measures = [
    { measure: 'sessions' as const },
    { measure: 'session_duration' as const },
    { measure: 'events' as const },
  ];
  const answered = await ask(engine.store, { ...base, interval: 'range', filter, measures });
  expect(columns(answered)).toMatchObject({ sessions: [1], session_duration: [900], events: [1] });
});

test('a conversion rate is persons who did it of all persons', async () => {
  const match = { events: ['Sign Up'] };
  const measures = [
    { measure: 'conversions' as const, match },
    { measure: 'conversion_rate' as const, match },
  ];
  const answered = await ask(engine.store, { ...base, measures });
  expect(columns(answered)).toMatchObject({ conversions: [1, 0], conversion_rate: [100 / 3, 0] });
});

test('compare puts the previous period beside it, and the change of the headline', async () => {
  const query = {
    ...base,
    range: march(3, 4),
    compare: 'previous' as const,
    measures: [{ measure: 'page_views' as const }],
  };
  expect(columns(await ask(engine.store, query))).toMatchObject({ page_views: [3], 'page_views{previous}': [3] });
  const headline = await ask(engine.store, { ...query, interval: 'range', measures: [{ measure: 'unique_visitors' }] });
  expect(columns(headline)).toMatchObject({
    unique_visitors: [1],
    'unique_visitors{previous}': [3],
    unique_visitors_change: [-67],
  });
});

test.each([
  [{ property: 'props.team', op: 'eq', value: 'x' }, 1],
  [{ property: 'props.team', op: 'unset' }, 5],
  [{ property: 'page.path', op: 'in', value: ['/a', '/c'] }, 4],
  [{ property: 'page.path', op: 'regex', value: '^/[bc]$' }, 3],
  [{ not: { property: 'page.path', op: 'starts_with', value: '/a' } }, 3],
  [
    {
      or: [
        { property: 'page.path', op: 'eq', value: '/c' },
        { property: 'user.id', op: 'eq', value: 'bob' },
      ],
    },
    2,
  ],
  [{ property: 'page.path', op: 'eq', value: "'; DROP TABLE events; --" }, 0],
] as const)('filter %j', async (filter, expected) => {
  const query = { ...base, interval: 'range', measures: [{ measure: 'page_views' as const }], filter: filter as never };
  expect(columns(await ask(engine.store, query)).page_views).toEqual([expected]);
});
