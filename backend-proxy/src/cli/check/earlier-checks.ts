import { check, type Check, expectThat, Skip } from './check';
import { jsonOf, type Probe } from './probe';

/** The earlier service's answers, and the fields that its users read. */
const EARLIER: Record<string, string[]> = {
  '/api/v1/usage-trends': [
    ...['total_users', 'active_users', 'page_views', 'unique_visitors', 'avg_session_duration', 'bounce_rate'],
    ...['users_over_time', 'pageviews_over_time', 'top_pages', 'traffic_sources'],
  ],
  '/api/v1/feature-adoption': ['total_features', 'features', 'most_adopted', 'least_adopted', 'adoption_trend'],
  '/api/v1/user-segments': ['total_users', 'segments', 'segmentation_method', 'last_updated'],
  '/api/v1/dashboard': [
    ...['timestamp', 'time_range', 'usage_trends', 'feature_adoption', 'experiments', 'user_segments', 'funnels'],
  ],
};

const EXPERIMENT = [
  ...['experiment_id', 'experiment_name', 'status', 'start_date', 'end_date', 'variants', 'winner', 'p_value'],
  ...['confidence_level', 'is_significant', 'recommendation'],
];
const VARIANT = [
  ...['variant_id', 'name', 'assignments', 'conversions', 'conversion_rate'],
  ...['confidence_interval_low', 'confidence_interval_high'],
];
const FUNNEL = [
  ...['funnel_name', 'description', 'steps', 'overall_conversion_rate', 'total_users', 'completed_users'],
  'avg_completion_time',
];
const STEP = [
  ...['step_name', 'step_number', 'users_entered', 'users_completed', 'completion_rate', 'drop_off_rate'],
  'avg_time_to_next_step',
];

/** Checks of what the earlier service's users ask; of the funnels, each that the workspace defines. */
export async function earlierChecks(probe: Probe): Promise<Check[]> {
  return [
    ...Object.entries(EARLIER).flatMap(([path, names]) => fieldChecks(probe, path, names)),
    experimentsCheck(probe),
    ...(await funnelChecks(probe)),
  ];
}

function fieldChecks(probe: Probe, path: string, names: string[]): Check[] {
  return names.map((name) =>
    check('fields', `${path} ${name}`, async () => {
      expectThat(name in (await jsonOf(probe(path))), 'the field is missing');
      return 'there';
    })
  );
}

function experimentsCheck(probe: Probe): Check {
  const path = '/api/v1/experiment-results';
  return check('fields', path, async () => {
    const all = (await jsonOf(probe(path))) as unknown;
    expectThat(Array.isArray(all), 'is no list');
    const experiments = all as Array<Record<string, unknown>>;
    if (experiments.length === 0) {
      throw new Skip('nobody was exposed to an experiment yet');
    }
    experiments.forEach((experiment) => expectRow(experiment, EXPERIMENT, ['variants', VARIANT]));
    return `all there, in ${experiments.length} experiments`;
  });
}

async function funnelChecks(probe: Probe): Promise<Check[]> {
  const funnels = await definedFunnels(probe);
  if (funnels instanceof Error) {
    return [check('fields', '/api/v1/funnel/{name}', () => Promise.reject(funnels))];
  }
  return funnels.map((name) => {
    const path = `/api/v1/funnel/${encodeURIComponent(name)}`;
    return check('fields', path, async () => {
      const funnel = await jsonOf(probe(path));
      expectRow(funnel, FUNNEL, ['steps', STEP]);
      expectThat(funnel['funnel_name'] === name, `is of ${String(funnel['funnel_name'])}`);
      return `all there, in ${(funnel['steps'] as unknown[]).length} steps`;
    });
  });
}

/** Their names; or why nothing can be said of any. */
async function definedFunnels(probe: Probe): Promise<string[] | Error> {
  try {
    const { funnels } = await jsonOf(probe('/api/v1/funnels'));
    const names = (funnels as Array<{ name: string }>).map(({ name }) => name);
    return names.length > 0 ? names : new Skip('no funnel is defined');
  } catch (error) {
    return new Error(`which funnels there are is not known: ${(error as Error).message}`);
  }
}

/** Rejects with the fields that are missing, of the object itself or of any in its list. */
function expectRow(row: Record<string, unknown>, names: string[], [list, ofEach]: [string, string[]]): void {
  const missing = names.filter((name) => !(name in row));
  const inner = (Array.isArray(row[list]) ? row[list] : []) as object[];
  const innerMissing = ofEach.filter((name) => inner.some((each) => !(name in each)));
  const all = [...missing, ...innerMissing.map((name) => `${list}[].${name}`)];
  expectThat(all.length === 0, `missing: ${all.join(', ')}`);
}
