import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { ADMIN, NOW, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let engine: TestStore;
let proxy: TestApp;
beforeAll(async () => {
  engine = await startTestStore();
  proxy = await testApp({ store: engine.store });
  await load(engine.store, EVENTS);
});
afterAll(async () => {
  await proxy.close();
  await engine.stop();
});

const HOUR = 3_600_000;
const at = (hoursAgo: number, user_id: string, name: string, props: Record<string, string> = {}): TestEvent => ({
  workspace: 'default',
  time: NOW - hoursAgo * HOUR,
  user_id,
  name,
  props,
});
const EVENTS = [
  at(3, 'ana', 'Deploy Application'),
  at(2, 'ana', 'Deploy Application'),
  at(2, 'bob', 'pageview'),
  at(1, 'bob', 'Create Service'),
  at(1, 'cy', 'pageview'),
  at(24 * 20, 'ana', 'seen', { experimentId: 'tour', variant: 'short' }),
  at(24 * 20, 'bob', 'seen', { experimentId: 'tour', variant: 'long' }),
  at(24 * 19, 'bob', 'done', { experimentId: 'tour', variant: 'long' }),
  // Ana enters each funnel, and leaves it after its first step.
  ...['Visit Sign Up', 'Sign Up', 'Open Deployment', 'Start Deployment', 'Open Templates', 'Select Template'].map(
    (name) => at(24 * 20, 'ana', name)
  ),
  at(5, 'cy', 'seen', { experiment: 'colour', variant: 'red' }),
];

const get = (path: string) => proxy.inject({ url: `/api/v1/${path}`, token: ADMIN });

test('features have the earlier service’s fields, the most adopted first', async () => {
  const { features, adoption_trend, ...rest } = (await get('feature-adoption')).json();
  expect(adoption_trend).toHaveLength(31);
  // Ana deploys and bob creates a service; cy does neither.
  expect(adoption_trend.at(-1)).toEqual({
    timestamp: '2026-11-24T00:00:00.000Z',
    value: expect.closeTo(2 / 3, 9),
    label: '2026-11-24 00:00',
  });
  expect(rest).toMatchObject({
    total_features: 5,
    most_adopted: 'Create Service',
    least_adopted: 'View Documentation',
    notices: [],
  });
  expect(features[1]).toEqual({
    feature_name: 'Deploy Application',
    total_uses: 2,
    unique_users: 1,
    adoption_rate: expect.closeTo(100 / 3, 9),
    trend: 'stable',
    first_seen: '2026-11-24T09:00:00.000Z',
    last_used: '2026-11-24T10:00:00.000Z',
  });
  expect(features[4]).toMatchObject({ total_uses: 0, adoption_rate: 0, first_seen: null, last_used: null });
});

describe('experiments', () => {
  test('have the earlier service’s fields, from the first event on', async () => {
    expect((await get('experiment-results')).json()).toEqual([
      {
        experiment_id: 'colour',
        experiment_name: 'colour',
        status: 'running',
        start_date: '2026-11-24T07:00:00.000Z',
        end_date: null,
        variants: [variant('red', 1, 0, 0, [0, 79.345])],
        winner: null,
        p_value: null,
        confidence_level: 0.95,
        is_significant: false,
        recommendation: expect.any(String),
      },
      expect.objectContaining({
        experiment_id: 'tour',
        status: 'stopped',
        start_date: '2026-11-04T12:00:00.000Z',
        end_date: '2026-11-05T12:00:00.000Z',
        variants: [variant('long', 1, 1, 100, [20.655, 100]), variant('short', 1, 0, 0, [0, 79.345])],
      }),
    ]);
  });

  test('are chosen by status; an unknown one is a 400 that lists those there are', async () => {
    const ids = async (status: string) =>
      (await get(`experiment-results?status=${status}`)).json().map((e: { experiment_id: string }) => e.experiment_id);
    expect([await ids('running'), await ids('stopped'), await ids('draft')]).toEqual([['colour'], ['tour'], []]);
    const problem = expectProblem(await get('experiment-results?status=ended'), 400, 'invalid_request');
    expect(problem.detail).toContain('draft, running, stopped');
  });

  /** Bounds by statsmodels' proportion_confint, method wilson. */
  function variant(name: string, assignments: number, conversions: number, rate: number, bounds: [number, number]) {
    return {
      variant_id: name,
      name,
      assignments,
      conversions,
      conversion_rate: rate,
      confidence_interval_low: expect.closeTo(bounds[0], 2),
      confidence_interval_high: expect.closeTo(bounds[1], 2),
    };
  }
});

test('segments have the earlier service’s fields, and all people are in one', async () => {
  const { segments, ...rest } = (await get('user-segments')).json();
  expect(rest).toEqual({
    total_users: 3,
    segmentation_method: 'behavioral',
    last_updated: '2026-11-24T12:00:00.000Z',
    notices: [],
  });
  const counts = Object.fromEntries(
    segments.map((s: { segment_name: string; user_count: number }) => [s.segment_name, s.user_count])
  );
  expect(counts).toEqual({ 'At Risk': 0, 'New Users': 1, 'Power Users': 0, 'Regular Users': 2 });
  for (const segment of segments) {
    expect(Object.keys(segment)).toEqual([
      'segment_name',
      'user_count',
      'percentage',
      'avg_engagement',
      'characteristics',
    ]);
  }
});

test('the dashboard is the five areas, each as by itself', async () => {
  const one = async (path: string) => (await get(path)).json();
  const whole = await one('dashboard?time_range=24h');
  expect(whole).toEqual({
    timestamp: '2026-11-24T12:00:00.000Z',
    time_range: '24h',
    demo: false,
    usage_trends: await one('usage-trends?time_range=24h'),
    feature_adoption: await one('feature-adoption?time_range=24h'),
    experiments: await one('experiment-results'),
    user_segments: await one('user-segments?time_range=24h'),
    funnels: {
      deployment: await one('funnel/deployment?time_range=24h'),
      onboarding: await one('funnel/onboarding?time_range=24h'),
      service_creation: await one('funnel/service_creation?time_range=24h'),
    },
  });
  expect((await one('dashboard')).time_range).toBe('7d');
});

test('/metrics shows the same numbers', async () => {
  await proxy.inject({ method: 'POST', url: '/api/v1/metrics/refresh', token: ADMIN });
  const { body } = await proxy.inject({ url: '/metrics' });
  const shown = Object.fromEntries(
    [...body.matchAll(/^analytics_(\S+?)(?:\{(.*)\})? (\S+)$/gm)].map(([, family, labels = '', value]) => [
      [family, ...[...labels.matchAll(/="(.*?)"/g)].map(([, label]) => label)].join('/'),
      Number(value),
    ])
  );
  const usage = (await get('usage-trends?time_range=7d')).json();
  const numbers: Record<string, number | null> = {
    total_users: usage.total_users,
    active_users: usage.active_users,
    unique_visitors: usage.unique_visitors,
    avg_session_duration_seconds: usage.avg_session_duration,
    bounce_rate_percentage: usage.bounce_rate,
    active_experiments: 1,
  };
  for (const feature of (await get('feature-adoption?time_range=30d')).json().features) {
    numbers[`feature_adoption_rate/${feature.feature_name}`] = feature.adoption_rate;
    numbers[`feature_unique_users/${feature.feature_name}`] = feature.unique_users;
  }
  for (const { experiment_id, variants } of (await get('experiment-results')).json()) {
    for (const { name, conversions, conversion_rate } of variants) {
      numbers[`experiment_conversions/${experiment_id}/${name}`] = conversions;
      numbers[`experiment_conversion_rate/${experiment_id}/${name}`] = conversion_rate;
    }
  }
  for (const { segment_name, user_count, avg_engagement } of (await get('user-segments')).json().segments) {
    numbers[`segment_size/${segment_name}`] = user_count;
    numbers[`segment_engagement/${segment_name}`] = avg_engagement;
  }
  for (const name of ['onboarding', 'deployment', 'service_creation']) {
    const funnel = (await get(`funnel/${name}?time_range=30d`)).json();
    // Where nobody entered there is no rate, which the earlier service's answers show as 0.
    const rate = (entered: number, value: number) => (entered === 0 ? null : value);
    numbers[`funnel_conversion_rate/${name}`] = rate(funnel.total_users, funnel.overall_conversion_rate);
    for (const { step_name, users_entered, completion_rate, drop_off_rate } of funnel.steps) {
      numbers[`funnel_step_completion_rate/${name}/${step_name}`] = rate(users_entered, completion_rate);
      numbers[`funnel_drop_off_rate/${name}/${step_name}`] = rate(users_entered, drop_off_rate);
    }
  }
  // What is not known has no series.
  const known = Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== null));
  expect(Object.keys(known).length).toBeGreaterThan(40);
  expect(shown).toMatchObject(known);
  expect(Object.keys(numbers).filter((name) => numbers[name] === null && name in shown)).toEqual([]);
});

test.each(['feature-adoption', 'user-segments', 'dashboard'])(
  '%s refuses an unknown range and lists those there are',
  async (path) => {
    const problem = expectProblem(await get(`${path}?time_range=2d`), 400, 'invalid_request');
    expect(problem.detail).toContain('1h, 6h, 24h, 7d, 30d, 90d');
  }
);

test('the dashboard of generated events says that they are', async () => {
  const response = await proxy.inject({
    ...{ url: '/api/v1/dashboard', token: ADMIN },
    headers: { 'x-workspace': 'demo' },
  });
  expect(response.json()).toMatchObject({ demo: true, usage_trends: { page_views: 0 } });
});

test.each([
  ...['usage-trends', 'feature-adoption', 'user-segments', 'dashboard', 'funnel/onboarding', 'experiment-results'],
  'export/json',
])(
  '%s refuses a parameter that it does not know and lists those it does, but lets caches be passed by',
  async (path) => {
    const problem = expectProblem(await get(`${path}?timerange=30d&_=1`), 400, 'invalid_request');
    const known = { 'experiment-results': 'status', 'export/json': 'time_range, table' }[path] ?? 'time_range';
    expect(problem.errors).toEqual([{ path: 'timerange', message: `there is no such parameter; there are ${known}` }]);
    expect((await get(`${path}?_=1764000000`)).statusCode).toBe(200);
  }
);

test.each(['feature-adoption', 'user-segments', 'dashboard', 'experiment-results'])(
  '%s asks for a token',
  async (path) => {
    expect((await proxy.inject({ url: `/api/v1/${path}` })).statusCode).toBe(401);
  }
);
