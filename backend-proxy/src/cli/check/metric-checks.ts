import { type Check, expectThat, Skip } from './check';
import type { Probe } from './probe';

/** The families that classic dashboards read. */
const FAMILIES = [
  ...['total_users', 'active_users', 'page_views_total', 'unique_visitors', 'avg_session_duration_seconds'],
  ...['bounce_rate_percentage', 'feature_adoption_rate', 'feature_usage_total', 'feature_unique_users'],
  ...['active_experiments', 'experiment_conversions', 'experiment_conversion_rate', 'significant_results_total'],
  ...[
    'segment_size',
    'segment_engagement',
    'funnel_conversion_rate',
    'funnel_step_completion_rate',
    'funnel_drop_off_rate',
  ],
  ...['data_refresh_duration_seconds', 'api_requests_total', 'dashboard_info'],
];

/** Checks of what Prometheus reads; `token` is that of FAWKES_METRICS_TOKEN. */
export function metricChecks(probe: Probe, token: string | undefined): Check[] {
  const page = async () => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const { status, text } = await probe('/metrics', { openly: true, headers });
    if (status === 401 && token === undefined) {
      throw new Skip('it wants a token: pass --metrics-token');
    }
    expectThat(status === 200, `answered ${status}`);
    return text;
  };
  return FAMILIES.map((family) => ({
    group: 'metrics',
    name: `analytics_${family}`,
    async run() {
      const type = new RegExp(`^# TYPE analytics_${family} (\\w+)$`, 'm').exec(await page())?.[1];
      expectThat(type !== undefined, 'the family is missing');
      return String(type);
    },
  }));
}
