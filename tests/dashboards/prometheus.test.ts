import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestPrometheus, whyNoPrometheus, type TestPrometheus } from '../e2e/fixtures/prometheus';
import { startTestProxy, type TestProxy } from '../e2e/fixtures/proxy';
import { dashboard } from './dashboard';

const without = whyNoPrometheus();

/** A person's way through all five areas. */
const EVENTS = [
  { name: 'pageview', url: 'https://portal.example/docs/start' },
  { name: 'Visit Sign Up' },
  { name: 'Sign Up' },
  { name: 'Open Deployment' },
  { name: 'Start Deployment' },
  { name: 'Open Templates' },
  { name: 'Select Template' },
  { name: 'Deploy Application' },
  { name: 'seen', props: { experimentId: 'tour', variant: 'short' } },
  { name: 'done', props: { experimentId: 'tour', variant: 'short' } },
];

describe.skipIf(without !== undefined)(`a real Prometheus${without ? ` (${without})` : ''}`, () => {
  let proxy: TestProxy;
  let prometheus: TestPrometheus;
  beforeAll(async () => {
    proxy = await startTestProxy({ REFRESH_INTERVAL: '1' });
    await proxy.call('POST', '/api/v1/sites', { domain: 'portal.example' });
    const begun = Date.now() - 60_000;
    const events = EVENTS.map((event, i) => ({
      site: 'portal.example',
      user_id: 'ana',
      timestamp: begun + i * 1000,
      ...event,
    }));
    await proxy.call('POST', '/api/v1/events', { events });
    await proxy.call('POST', '/api/v1/metrics/refresh');
    prometheus = await startTestPrometheus(proxy.address);
  }, 180_000);
  afterAll(async () => {
    await prometheus?.stop();
    await proxy?.stop();
  });

  test.each(
    dashboard('classic-prometheus').panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => [title, expr as string] as const)
    )
  )('has what the panel %s shows', async (_, expr) => {
    await expect.poll(() => prometheus.query(expr), { timeout: 60_000, interval: 500 }).not.toEqual([]);
    expect((await prometheus.query(expr)).filter((value) => !Number.isFinite(value))).toEqual([]);
  });

  test('knows the order of steps', async () => {
    const steps = ['Sign Up', 'Profile Setup', 'First Template', 'First Deployment'];
    const numberOf = (step: string) =>
      prometheus.query(`analytics_funnel_step_number{funnel_name="onboarding",step="${step}"}`);
    expect(await Promise.all(steps.map(numberOf))).toEqual([[1], [2], [3], [4]]);
  });

  test('counts each page view once, also in what comes in later', async () => {
    const total = () => prometheus.query('analytics_page_views_total');
    await expect.poll(total, { timeout: 60_000 }).toEqual([1]);
    const view = { site: 'portal.example', user_id: 'bob', name: 'pageview', url: 'https://portal.example/' };
    await proxy.call('POST', '/api/v1/events', { events: [view, view] });
    await proxy.call('POST', '/api/v1/metrics/refresh');
    await expect.poll(total, { timeout: 60_000 }).toEqual([3]);
  });
});
