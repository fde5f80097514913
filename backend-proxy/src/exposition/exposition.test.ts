import type { Answer, QueryInput } from '@fawkes/contract';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Count } from '../catalog/counters';
import { createExposition, type ExpositionOptions } from './exposition';

const AT = Date.UTC(2026, 10, 24, 12);
type Table = Record<string, Array<string | number | boolean | null>>;

/** Answers as the kinds give them, frame by frame. */
const ANSWERS: Record<string, Record<string, Table>> = {
  trends: {
    trends: {
      total_users: [9],
      active_users: [5],
      unique_visitors: [6],
      session_duration: [61.5],
      bounce_rate: [null],
    },
  },
  adoption: { adoption: { feature: ['Deploy', 'Say "hi"\n'], adoption_rate: [40, null], unique_users: [2, 0] } },
  experiments: {
    experiments: { experiment: ['tour', 'colour'], status: ['running', 'stopped'], significant: [false, true] },
    variants: {
      experiment: ['tour', 'tour', 'colour'],
      variant: ['a', 'b', 'x'],
      conversions: [3, 4, 0],
      conversion_rate: [30, 40, 0],
    },
  },
  segments: { segments: { segment: ['At Risk', 'New Users'], people: [1, 4], engagement: [0.5, 7] } },
  funnel: {
    steps: { step_name: ['Open', 'Buy'], completion_rate: [80, 25], drop_off_rate: [20, 75] },
    summary: { overall_conversion_rate: [20] },
  },
};
const COUNTS: Count[] = [
  { family: 'page_views', label: '', value: 123 },
  { family: 'feature_usage', label: 'Deploy', value: 7 },
];

function answerOf(tables: Record<string, Table>): Answer {
  const frames = Object.entries(tables).map(([name, table]) => ({
    schema: {
      name,
      fields: Object.keys(table).map((field) => ({
        name: field,
        type: 'number' as const,
        typeInfo: { frame: 'float64' as const },
      })),
    },
    data: { values: Object.values(table) },
  }));
  return { frames } as unknown as Answer;
}

function expositionWith(
  changes: Partial<ExpositionOptions> = {},
  ask = async (q: QueryInput) => answerOf(ANSWERS[q.kind]!)
) {
  const asked: QueryInput[] = [];
  const reached: string[] = [];
  const exposition = createExposition({
    workspace: 'default',
    demo: false,
    version: '1.2.3',
    asking: () => ({
      ask: (query) => {
        asked.push(query);
        return ask(query);
      },
      funnels: async () => ['onboarding'],
      asOf: AT,
    }),
    ledger: {
      advance: async () => [
        ...COUNTS,
        ...reached.map((label) => ({ family: 'significant_results' as const, label, value: 1 })),
      ],
      reached: async (experiments) => void reached.push(...experiments),
    },
    state: {
      ingestion: () => ({ queued: 3, accepted: 10 }),
      engine: () => ({ ready: true }),
      cache: () => undefined,
      waiting: () => 2,
    },
    refreshSeconds: 300,
    log: pino({ level: 'silent' }),
    ...changes,
  });
  return { exposition, asked };
}

/** The samples of the page, `name{labels}` to value. */
async function samples(exposition: { text(): Promise<string> }): Promise<Record<string, number>> {
  const lines = (await exposition.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))])
  );
}

test('every family has its exact name, labels and type', async () => {
  const { exposition } = expositionWith();
  await exposition.refresh();
  const text = await exposition.text();
  const types = Object.fromEntries(
    [...text.matchAll(/^# TYPE (analytics_\S+) (\w+)$/gm)].map(([, name, type]) => [name, type])
  );
  expect(types).toEqual({
    analytics_total_users: 'gauge',
    analytics_active_users: 'gauge',
    analytics_page_views_total: 'counter',
    analytics_unique_visitors: 'gauge',
    analytics_avg_session_duration_seconds: 'gauge',
    analytics_bounce_rate_percentage: 'gauge',
    analytics_feature_adoption_rate: 'gauge',
    analytics_feature_usage_total: 'counter',
    analytics_feature_unique_users: 'gauge',
    analytics_active_experiments: 'gauge',
    analytics_experiment_conversions: 'gauge',
    analytics_experiment_conversion_rate: 'gauge',
    analytics_significant_results_total: 'counter',
    analytics_segment_size: 'gauge',
    analytics_segment_engagement: 'gauge',
    analytics_funnel_conversion_rate: 'gauge',
    analytics_funnel_step_number: 'gauge',
    analytics_funnel_step_completion_rate: 'gauge',
    analytics_funnel_drop_off_rate: 'gauge',
    analytics_data_refresh_duration_seconds: 'histogram',
    analytics_api_requests_total: 'counter',
    analytics_dashboard_info: 'gauge',
  });
  const all = await samples(exposition);
  const ours = Object.entries(all).filter(([name]) => /^analytics_(?!data_refresh|api)/.test(name));
  // The rate of bounces is not known, nor is a feature's that nobody could use: there is no series, and no 0.
  expect(Object.fromEntries(ours)).toEqual({
    analytics_total_users: 9,
    analytics_active_users: 5,
    analytics_page_views_total: 123,
    analytics_unique_visitors: 6,
    analytics_avg_session_duration_seconds: 61.5,
    'analytics_feature_adoption_rate{feature_name="Deploy"}': 40,
    'analytics_feature_usage_total{feature_name="Deploy"}': 7,
    'analytics_feature_unique_users{feature_name="Deploy"}': 2,
    'analytics_feature_unique_users{feature_name="Say \\"hi\\"\\n"}': 0,
    analytics_active_experiments: 1,
    'analytics_experiment_conversions{experiment_id="tour",variant="a"}': 3,
    'analytics_experiment_conversions{experiment_id="tour",variant="b"}': 4,
    'analytics_experiment_conversions{experiment_id="colour",variant="x"}': 0,
    'analytics_experiment_conversion_rate{experiment_id="tour",variant="a"}': 30,
    'analytics_experiment_conversion_rate{experiment_id="tour",variant="b"}': 40,
    'analytics_experiment_conversion_rate{experiment_id="colour",variant="x"}': 0,
    analytics_significant_results_total: 1,
    'analytics_segment_size{segment_name="At Risk"}': 1,
    'analytics_segment_size{segment_name="New Users"}': 4,
    'analytics_segment_engagement{segment_name="At Risk"}': 0.5,
    'analytics_segment_engagement{segment_name="New Users"}': 7,
    'analytics_funnel_conversion_rate{funnel_name="onboarding"}': 20,
    'analytics_funnel_step_number{funnel_name="onboarding",step="Open"}': 1,
    'analytics_funnel_step_number{funnel_name="onboarding",step="Buy"}': 2,
    'analytics_funnel_step_completion_rate{funnel_name="onboarding",step="Open"}': 80,
    'analytics_funnel_step_completion_rate{funnel_name="onboarding",step="Buy"}': 25,
    'analytics_funnel_drop_off_rate{funnel_name="onboarding",step="Open"}': 20,
    'analytics_funnel_drop_off_rate{funnel_name="onboarding",step="Buy"}': 75,
    'analytics_dashboard_info{version="1.2.3",service="analytics-dashboard"}': 1,
  });
});

test('each family is asked over its range, all as of one moment', async () => {
  const { exposition, asked } = expositionWith();
  await exposition.refresh();
  expect(asked.map(({ kind, range, asOf }) => ({ kind, range, asOf }))).toEqual(
    [
      ['trends', { last: '7d' }],
      ['adoption', { last: '30d' }],
      ['experiments', { from: 0, to: AT }],
      ['segments', { last: '30d' }],
      ['funnel', { last: '30d' }],
    ].map(([kind, range]) => ({ kind, range, asOf: AT }))
  );
});

test('before the first refresh no number is shown', async () => {
  const { exposition } = expositionWith();
  const names = Object.keys(await samples(exposition)).filter((name) => name.startsWith('analytics_'));
  expect(names.filter((name) => !/^analytics_(dashboard_info|data_refresh_duration_seconds)/.test(name))).toEqual([]);
});

test('an area that fails keeps what it had; the others go on', async () => {
  let fails = false;
  let people = 9;
  const { exposition } = expositionWith({}, async (q) => {
    if (fails && q.kind === 'segments') {
      throw new Error('down');
    }
    return q.kind === 'trends' ? answerOf({ trends: { total_users: [people] } }) : answerOf(ANSWERS[q.kind]!);
  });
  await exposition.refresh();
  [fails, people] = [true, 10];
  await exposition.refresh();
  expect(await samples(exposition)).toMatchObject({
    analytics_total_users: 10,
    'analytics_segment_size{segment_name="New Users"}': 4,
    'fawkes_data_refresh_failures_total{area="segments"}': 1,
    fawkes_data_refresh_timestamp_seconds: AT / 1000,
    analytics_data_refresh_duration_seconds_count: 2,
  });
});

test('what is gone has no series any more', async () => {
  let steps = ['Open', 'Buy'];
  const { exposition } = expositionWith({}, async (q) =>
    answerOf(
      q.kind === 'funnel' ? { steps: { step_name: steps, drop_off_rate: steps.map(() => 1) } } : ANSWERS[q.kind]!
    )
  );
  const shown = async () => Object.keys(await samples(exposition)).filter((name) => name.includes('drop_off'));
  await exposition.refresh();
  expect(await shown()).toHaveLength(2);
  steps = ['Open'];
  await exposition.refresh();
  expect(await shown()).toEqual(['analytics_funnel_drop_off_rate{funnel_name="onboarding",step="Open"}']);
});

test('the demo’s series say so; the proxy’s own do not', async () => {
  const { exposition } = expositionWith({ workspace: 'demo', demo: true });
  await exposition.refresh();
  const names = Object.keys(await samples(exposition));
  const numbers = names.filter((name) => /^analytics_(?!data_refresh|api|dashboard_info)/.test(name));
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers.filter((name) => !name.includes('workspace="demo"'))).toEqual([]);
  expect(names.filter((name) => name.startsWith('fawkes_') && name.includes('demo'))).toEqual([]);
});

test('many who ask for a refresh at once share one after the one under way', async () => {
  let refreshes = 0;
  const { exposition } = expositionWith({}, async (q) => {
    refreshes += q.kind === 'trends' ? 1 : 0;
    return answerOf(ANSWERS[q.kind]!);
  });
  await Promise.all([exposition.refresh(), exposition.refresh(), exposition.refresh(), exposition.refresh()]);
  expect(refreshes).toBe(2);
});

test('requests are counted by route, method and status', async () => {
  const { exposition } = expositionWith();
  const request = { endpoint: '/api/v1/funnel/:name', method: 'GET', status: 200, seconds: 0.02 };
  exposition.operations.answered(request);
  exposition.operations.answered(request);
  exposition.operations.answered({ ...request, status: 404 });
  const labels = 'endpoint="/api/v1/funnel/:name",method="GET"';
  expect(await samples(exposition)).toMatchObject({
    [`analytics_api_requests_total{${labels},status="200"}`]: 2,
    [`analytics_api_requests_total{${labels},status="404"}`]: 1,
    [`fawkes_http_request_duration_seconds_count{${labels}}`]: 3,
    fawkes_ingestion_queued_events: 3,
    fawkes_ingestion_accepted_events_total: 10,
    fawkes_engine_up: 1,
    fawkes_waiting_questions: 2,
    'fawkes_source_up{source="events"}': 1,
  });
});

test('only counters are called total, also of those that tell of the process', async () => {
  const { exposition } = expositionWith({ ofProcess: true });
  const types = [...(await exposition.text()).matchAll(/^# TYPE (\S+) (\w+)$/gm)];
  expect(types.map(([, name]) => name)).toContain('nodejs_active_handles');
  expect(types.filter(([, name, type]) => name!.endsWith('_total') !== (type === 'counter'))).toEqual([]);
});

test('it refreshes by itself, from the start on, until it is stopped', async () => {
  let refreshes = 0;
  let third: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (third = resolve));
  const { exposition } = expositionWith({ refreshSeconds: 0.01 }, async (q) => {
    if (q.kind === 'trends' && (refreshes += 1) === 3) {
      third();
    }
    return answerOf(ANSWERS[q.kind]!);
  });
  exposition.start();
  await enough;
  await exposition.stop();
  const then = refreshes;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(refreshes).toBe(then);
});
