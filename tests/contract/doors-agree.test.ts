import type { Answer, QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columns } from '../../backend-proxy/test/ask';
import { sessionsOf } from '../../backend-proxy/test/oracle';
import { NOW, startProxy, type Proxy, type Workspace } from './proxy';

let proxy: Proxy;
beforeAll(async () => {
  proxy = await startProxy();
});
afterAll(() => proxy.stop());

const DAY = 86_400_000;
const FROM = NOW - 7 * DAY;

interface Sent {
  name: string;
  person: { user_id: string } | { anonymous_id: string } | object;
  path: string;
  source: string;
  time: number;
}

/** Events of the last ten days, often close together; each at a time of its own, so that a session has one first event. */
const events: fc.Arbitrary<Sent[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom('pageview', 'pageview', 'pageview', 'Click', 'engagement'),
      person: fc.constantFrom(
        { user_id: 'ana' },
        { user_id: 'bob' },
        { anonymous_id: 'v1' },
        { anonymous_id: 'ana' },
        {}
      ),
      path: fc.constantFrom('/', '/a', '/docs/b', '/ü?x=1'),
      source: fc.constantFrom('Direct', 'mail', 'Google'),
      time: fc.integer({ min: 1, max: 10 * 24 * 6 }).map((step) => NOW - step * 10 * 60_000),
    }),
    { maxLength: 60 }
  )
  .map((all) => all.map((event, i) => ({ ...event, time: event.time + i })));

const wire = (event: Sent, i: number) => ({
  id: `e${i}`,
  name: event.name,
  ...event.person,
  url: `${event.path}${event.source === 'mail' ? (event.path.includes('?') ? '&' : '?') + 'utm_source=mail' : ''}`,
  ...(event.source === 'Google' ? { referrer: 'https://www.google.de/' } : {}),
  timestamp: new Date(event.time).toISOString(),
});

/** What the definitions say of these events, counted by loops over a list. */
function count(sent: Sent[]) {
  const named = sent.map((event) => ({ ...event, person: JSON.stringify(event.person) }));
  const inRange = named.filter((event) => event.time >= FROM);
  const ofSomeone = named.filter((event) => event.person !== '{}');
  const people = (list: typeof named) => new Set(list.filter((e) => e.person !== '{}').map((e) => e.person)).size;
  const active = (list: typeof named) => list.filter((event) => event.name !== 'engagement');
  const views = inRange.filter((event) => event.name === 'pageview');
  const sessions = sessionsOf(ofSomeone).filter((session) => session.start >= FROM);
  const sourceOf = (session: (typeof sessions)[0]) =>
    ofSomeone.find((event) => event.person === session.person && event.time === session.start)?.source ?? '';
  const mean = (numbers: number[]) => (numbers.length === 0 ? null : numbers.reduce((a, b) => a + b) / numbers.length);
  return {
    total_users: people(active(named)) || null,
    active_users: people(active(inRange)),
    page_views: views.length,
    unique_visitors: people(inRange),
    avg_session_duration: mean(sessions.map((session) => session.seconds)),
    bounce_rate: mean(sessions.map((session) => (session.bounced ? 100 : 0))),
    top_pages: tally(views.map((event) => event.path.replace(/\?.*/, ''))),
    traffic_sources: tally(sessions.map(sourceOf)),
  };
}

function tally(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  values.forEach((value) => (counts[value] = (counts[value] ?? 0) + 1));
  return counts;
}

const question = { v: 1, range: { last: '7d' } } as const;
const TOTALS = [
  'total_users',
  'active_users',
  'page_views',
  'unique_visitors',
  'session_duration',
  'bounce_rate',
] as const;

/** The same through the door of questions, in the earlier service's words. */
async function ask(workspace: Workspace) {
  const queries: QueryInput[] = [
    { ...question, refId: 'T', kind: 'trends', interval: 'range', measures: TOTALS.map((measure) => ({ measure })) },
    { ...question, refId: 'P', kind: 'top', property: 'page.path', measures: [{ measure: 'page_views' }] },
    { ...question, refId: 'S', kind: 'top', property: 'session.source', measures: [{ measure: 'sessions' }] },
  ];
  const results = (await workspace.query(queries)) as Record<string, Answer>;
  const [totals, pages, sources] = ['T', 'P', 'S'].map((refId) => columns(results[refId] as Answer));
  // A page that only pings or custom events name has a row with 0 views.
  const pairs = (table: Record<string, unknown[]> | undefined, key: string, value: string) => {
    const rows = (table?.[key] ?? []).map((name, i) => [name, table?.[value]?.[i]] as const);
    return Object.fromEntries(rows.filter(([, number]) => number !== 0)) as Record<string, unknown>;
  };
  const { session_duration, ...rest } = Object.fromEntries(TOTALS.map((name) => [name, totals?.[name]?.[0]]));
  return {
    ...rest,
    avg_session_duration: session_duration,
    top_pages: pairs(pages, 'page.path', 'page_views'),
    traffic_sources: pairs(sources, 'session.source', 'sessions'),
  };
}

let workspaces = 0;
const newWorkspace = () => {
  workspaces += 1;
  return proxy.workspace(`doors${workspaces}`);
};

test('a question, the earlier service’s answer and a plain count are one number each; workspaces know nothing of each other', async () => {
  await fc.assert(
    fc.asyncProperty(events, events, async (mine, theirs) => {
      const [me, them] = [await newWorkspace(), await newWorkspace()];
      await Promise.all([
        me.send([...mine.map(wire), wire(HELLO, -1)]),
        them.send([...theirs.map(wire), wire(HELLO, -1)]),
      ]);
      const both: Array<[Workspace, Sent[]]> = [
        [me, [...mine, HELLO]],
        [them, [...theirs, HELLO]],
      ];
      for (const [workspace, sent] of both) {
        const counted = count(sent);
        const asked = await ask(workspace);
        const earlier = (await workspace.get('/api/v1/usage-trends')).json();
        expect(asked).toEqual(closely(counted));
        expect(earlier).toMatchObject(asked);
      }
    }),
    { numRuns: 15, seed: 1 }
  );
});

/** One view that every workspace has: an empty list of events is no request. */
const HELLO: Sent = { name: 'pageview', person: { user_id: 'hello' }, path: '/hello', source: 'Direct', time: NOW - 1 };

/** Means may differ in their last digit, by the order in which they were summed. */
function closely(counted: ReturnType<typeof count>) {
  const near = (n: number | null) => (n === null ? null : expect.closeTo(n, 9));
  return {
    ...counted,
    avg_session_duration: near(counted.avg_session_duration),
    bounce_rate: near(counted.bounce_rate),
  };
}

test('the earlier service’s lines are the question’s buckets, and views add up to the total', async () => {
  const workspace = await newWorkspace();
  const sent = fc.sample(events, { numRuns: 5, seed: 7 }).flat();
  await workspace.send(sent.map((event, i) => ({ ...wire(event, i), timestamp: event.time + i })));
  for (const [range, interval] of [
    ['24h', '1h'],
    ['7d', '1d'],
    ['90d', '1d'],
  ] as const) {
    const earlier = (await workspace.get(`/api/v1/usage-trends?time_range=${range}`)).json();
    const { A } = await workspace.query([
      {
        v: 1,
        kind: 'trends',
        range: { last: range },
        interval,
        measures: [{ measure: 'active_users' }, { measure: 'page_views' }],
      },
    ]);
    const { time, active_users, page_views } = columns(A as Answer);
    const line = (name: string) => earlier[name].map((point: { value: number }) => point.value);
    expect(line('users_over_time')).toEqual(active_users);
    expect(line('pageviews_over_time')).toEqual(page_views);
    expect(earlier.pageviews_over_time.map((point: { timestamp: string }) => Date.parse(point.timestamp))).toEqual(
      time
    );
    expect((page_views as number[]).reduce((a, b) => a + b)).toBe(earlier.page_views);
  }
});

test('what is sent again under its id counts once', async () => {
  const workspace = await newWorkspace();
  const [sent] = fc.sample(events, { numRuns: 1, seed: 3 }) as [Sent[]];
  const batch = [...sent, HELLO].map(wire);
  expect(await workspace.send(batch)).toMatchObject({ accepted: batch.length, duplicates: 0 });
  const once = await ask(workspace);
  expect(await workspace.send(batch)).toMatchObject({ accepted: 0, duplicates: batch.length });
  expect(await ask(workspace)).toEqual(once);
});

test('an experiment’s winner, p-value and rates are one, asked, in the earlier service’s words and in /metrics', async () => {
  const workspace = await proxy.workspace('default');
  const arm = (variant: string, people: number, converts: number) =>
    Array.from({ length: people }, (_, i) => {
      const event = (name: string, minutes: number) => ({
        ...{ name, user_id: `${variant} ${i}`, props: { experiment: 'hero', variant } },
        timestamp: new Date(NOW - 2 * DAY + minutes * 60_000).toISOString(),
      });
      return i < converts ? [event('Exposure', 0), event('Sign up', 5)] : [event('Exposure', 0)];
    }).flat();
  await workspace.send([...arm('control', 600, 60), ...arm('new', 600, 180)]);
  const { A } = await workspace.query([{ v: 1, refId: 'A', kind: 'experiments', range: { last: '30d' } }]);
  const asked = columns(A as Answer);
  const variants = columns(A as Answer, 1);
  expect(asked).toMatchObject({ experiment: ['hero'], winner: ['new'], significant: [true], confidence_level: [95] });
  expect((await workspace.get('/api/v1/experiment-results')).json()).toMatchObject([
    {
      ...{ experiment_id: 'hero', winner: 'new', p_value: asked['p_value']![0], is_significant: true },
      ...{ confidence_level: 0.95, recommendation: asked['recommendation']![0] },
      variants: [0, 1].map((i) => ({
        ...{ name: variants['variant']![i], assignments: 600, conversions: variants['conversions']![i] },
        conversion_rate: variants['conversion_rate']![i],
      })),
    },
  ]);
  const { B } = await workspace.query([
    { v: 1, refId: 'B', kind: 'experiment', experiment: 'hero', range: { last: '30d' } },
  ]);
  expect(columns(B as Answer, 1)).toMatchObject({ winner: ['new'], p_value: asked['p_value'] });
  const metrics = await proxy.metrics();
  expect(metrics).toContain('analytics_experiment_conversion_rate{experiment_id="hero",variant="new"} 30\n');
  expect(metrics).toContain('analytics_experiment_conversions{experiment_id="hero",variant="control"} 60\n');
  expect(metrics).toContain('analytics_active_experiments 1\n');
});

test('a tracker’s events are counted by both doors, as people of a day', async () => {
  const workspace = await newWorkspace();
  for (const [path, browser] of [
    ['/a', 'Firefox'],
    ['/b', 'Firefox'],
    ['/a', 'Chrome'],
  ]) {
    const response = await workspace.track({ name: 'pageview', url: `https://${workspace.site}${path}` }, `${browser}`);
    expect([response.statusCode, response.body]).toEqual([202, 'ok']);
  }
  // The clock stands still: what arrived now lies at the very end of a range that ends now.
  const range = { from: NOW - DAY, to: NOW + 1 };
  const { A } = await workspace.query([
    {
      v: 1,
      kind: 'trends',
      range,
      asOf: NOW + 1,
      interval: 'range',
      measures: [{ measure: 'page_views' }, { measure: 'unique_visitors' }, { measure: 'total_users' }],
    },
  ]);
  expect(columns(A as Answer)).toMatchObject({ page_views: [3], unique_visitors: [2], total_users: [null] });
  expect((A as Answer).meta.notices.map((notice) => notice.code)).toEqual(['anonymous_share', 'nobody_known']);
});
