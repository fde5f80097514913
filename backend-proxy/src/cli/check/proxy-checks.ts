import { exportFormatSchema } from '@fawkes/contract';
import { type Check, expectThat, Skip } from './check';
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
    'timestamp',
    'time_range',
    'usage_trends',
    'feature_adoption',
    'experiments',
    'user_segments',
    'funnels',
  ],
};

const LISTS = ['/api/v1/experiment-results', '/api/v1/sites', '/api/v1/features', '/api/v1/funnels'];

/** Questions that a small workspace answers, too. */
const QUESTIONS: Record<string, object> = {
  trends: { interval: 'range', measures: [{ measure: 'page_views' }] },
  top: { property: 'page.path', measures: [{ measure: 'page_views' }] },
  adoption: {},
  lifecycle: {},
  retention: {},
  stickiness: {},
  segments: {},
  experiments: {},
  events: { limit: 1 },
};

const HEADERS: Record<string, RegExp> = {
  'content-security-policy': /default-src/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /./,
  'referrer-policy': /./,
};

/** What is refused, and with which status. */
const REFUSALS: Array<[path: string, status: number]> = [
  ['/api/v1/usage-trends?time_range=2d', 400],
  ['/api/v1/funnel/no-such-funnel', 404],
  ['/api/v1/export/pdf', 400],
  ['/api/v1/no-such-path', 404],
];

/** Checks of the proxy's doors. */
export function doorChecks(probe: Probe): Check[] {
  return [
    ...healthChecks(probe),
    ...Object.entries(EARLIER).flatMap(([path, names]) => fieldChecks(probe, path, names)),
    ...LISTS.map((path) => check('endpoints', `GET ${path}`, async () => summary(await jsonOf(probe(path))))),
    ...Object.entries(QUESTIONS).map(([kind, own]) => questionCheck(probe, kind, own)),
    ...exportFormatSchema.options.map((format) => exportCheck(probe, format)),
    ...REFUSALS.map(([path, status]) => refusalCheck(probe, path, status)),
    ...securityChecks(probe),
    check('endpoints', 'GET /docs/json', async () => {
      const { openapi, paths } = await jsonOf(probe('/docs/json', { openly: true }));
      return `OpenAPI ${String(openapi)}, ${Object.keys(paths as object).length} paths`;
    }),
  ];
}

function check(group: string, name: string, run: () => Promise<string>): Check {
  return { group, name, run };
}

function summary(body: unknown): string {
  const list = Array.isArray(body) ? body : Object.values(body as object)[0];
  return Array.isArray(list) ? `${list.length} entries` : 'answered';
}

function healthChecks(probe: Probe): Check[] {
  const health = () => jsonOf(probe('/health', { openly: true }));
  const parts = ['engine', 'catalog', 'ingestion'].map((part) =>
    check('health', part, async () => {
      const { status, reason } = (await health())[part] as { status: string; reason?: string };
      expectThat(status === 'ready', reason ?? status);
      return status;
    })
  );
  return [
    check('health', 'GET /health', async () => {
      const { status, service } = await health();
      expectThat(service === 'analytics-dashboard', 'it is another program');
      return String(status);
    }),
    ...parts,
    check('health', 'newest event', async () => {
      const query = { v: 1, kind: 'events', range: { last: '90d' }, limit: 1 };
      const { results } = await jsonOf(probe('/api/v1/query', { method: 'POST', body: { queries: [query] } }));
      const { meta } = (results as Record<string, { meta?: { freshness: string | null } }>)['A'] ?? {};
      if (!meta?.freshness) {
        throw new Skip('no event was received yet');
      }
      return `received ${meta.freshness}`;
    }),
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

function questionCheck(probe: Probe, kind: string, own: object): Check {
  return check('questions', kind, async () => {
    const query = { v: 1, kind, range: { last: '7d' }, ...own };
    const { results } = await jsonOf(probe('/api/v1/query', { method: 'POST', body: { queries: [query] } }));
    const result = (results as Record<string, { frames?: unknown[]; error?: { detail: string } }>)['A'];
    expectThat(result?.frames !== undefined, result?.error?.detail ?? 'no answer');
    return `${result?.frames?.length} tables`;
  });
}

function exportCheck(probe: Probe, format: string): Check {
  return check('exports', format, async () => {
    const { status, headers } = await probe(`/api/v1/export/${format}?time_range=24h`);
    expectThat(status === 200, `answered ${status}`);
    return headers.get('content-type') ?? '';
  });
}

function refusalCheck(probe: Probe, path: string, expected: number): Check {
  return check('errors', path, async () => {
    const { status, headers } = await probe(path);
    expectThat(status === expected, `answered ${status}, not ${expected}`);
    expectThat(/problem\+json/.test(headers.get('content-type') ?? ''), 'answered with no problem document');
    return `${status}`;
  });
}

function securityChecks(probe: Probe): Check[] {
  const headers = Object.entries(HEADERS).map(([name, expected]) =>
    check('headers', name, async () => {
      const value = (await probe('/health', { openly: true })).headers.get(name) ?? '';
      expectThat(expected.test(value), value === '' ? 'is missing' : `is ${value}`);
      return value.slice(0, 60);
    })
  );
  return [
    ...headers,
    check('permissions', 'a wrong token', async () => {
      const { status } = await probe('/api/v1/sites', { openly: true, headers: { authorization: 'Bearer fwk_wrong' } });
      expectThat(status === 401, `answered ${status}, not 401`);
      return '401';
    }),
    check('CORS', 'a stranger’s page', async () => {
      const origin = 'https://stranger.invalid';
      const { headers: said } = await probe('/api/v1/sites', { headers: { origin } });
      const allowed = said.get('access-control-allow-origin');
      expectThat(allowed !== '*' && allowed !== origin, 'any page may read the answers: see CORS_ALLOWED_ORIGINS');
      return 'not let in';
    }),
    check('CORS', 'a tracker’s page', async () => {
      const ask = { method: 'OPTIONS', openly: true };
      const asking = { origin: 'https://stranger.invalid', 'access-control-request-method': 'POST' };
      const { status, headers: said } = await probe('/api/event', { ...ask, headers: asking });
      expectThat(said.get('access-control-allow-origin') !== null, `answered ${status} without a permission to send`);
      return 'may send events';
    }),
  ];
}
