import { DEFINITIONS, exportFormatSchema } from '@fawkes/contract';
import { check, type Check, expectThat, Skip } from './check';
import { entries, jsonOf, type Probe, type Probed } from './probe';
import { questionChecks } from './question-checks';

/** What any workspace can list. */
const LISTS = ['experiment-results', 'sites', ...Object.values(DEFINITIONS).map(({ plural }) => plural)];

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
    ...LISTS.map((list) => listCheck(probe, `/api/v1/${list}`)),
    refreshCheck(probe),
    ...questionChecks(probe),
    ...exportFormatSchema.options.flatMap((format) => exportChecks(probe, format)),
    ...REFUSALS.map(([path, status]) => refusalCheck(probe, path, status)),
    ...securityChecks(probe),
    check('endpoints', 'GET /docs/json', async () => {
      const { openapi, paths } = await jsonOf(probe('/docs/json', { openly: true }));
      return `OpenAPI ${String(openapi)}, ${Object.keys(paths as object).length} paths`;
    }),
  ];
}

function listCheck(probe: Probe, path: string): Check {
  return check('endpoints', `GET ${path}`, async () => entries(await jsonOf(probe(path))));
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

/** Nothing is lost by it: what was kept is computed anew when somebody asks. */
function refreshCheck(probe: Probe): Check {
  return check('endpoints', 'POST /api/v1/metrics/refresh', async () => {
    const answered = probe('/api/v1/metrics/refresh', { method: 'POST' });
    if ((await answered).status === 403) {
      throw new Skip('it wants a token with the role edit');
    }
    const { status } = await jsonOf(answered);
    expectThat(status === 'success', `says ${String(status)}`);
    return 'success';
  });
}

/** Of all areas, and of the answer to a question. */
function exportChecks(probe: Probe, format: string): Check[] {
  const query = { v: 1, kind: 'events', range: { last: '24h' }, limit: 1 };
  return [
    exportCheck(format, () => probe(`/api/v1/export/${format}?time_range=24h`)),
    exportCheck(`${format} of a question`, () =>
      probe(`/api/v1/query/export?format=${format}`, { method: 'POST', body: query })
    ),
  ];
}

function exportCheck(name: string, taken: () => Promise<Probed>): Check {
  return check('exports', name, async () => {
    const { status, headers } = await taken();
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
