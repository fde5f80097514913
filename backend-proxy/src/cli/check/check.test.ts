import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { QUERY_KINDS, querySchema } from '@fawkes/contract';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runCommand, startProxy, type ProxyProcess } from '../../../test/proxy-process';
import { runAll, type Result } from './check';
import { grafanaChecks, RESOURCES } from './grafana-checks';
import { probeOf } from './probe';
import { QUESTIONS } from './question-checks';

let directory: string;
let proxy: ProxyProcess;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-check-'));
  proxy = await startProxy(directory);
  await proxy.ready();
});
afterAll(async () => {
  await proxy.end();
  rmSync(directory, { recursive: true });
});

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** Another program than the proxy; gives its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Report {
  ok: number;
  failed: number;
  skipped: number;
  checks: Result[];
}

const failuresOf = (results: Result[], group = 'Grafana') =>
  results.filter((result) => result.status === 'failed' && result.group === group).map(({ name }) => name);

it('finds nothing wrong with a proxy that works, and says what it did not look at', async () => {
  const { code, stdout, stderr } = await proxy.run('check', '--json');
  const { ok, failed, checks } = JSON.parse(stdout) as Report;
  expect([code, stderr, checks.filter(({ status }) => status === 'failed')]).toEqual([0, '', []]);
  expect(ok).toBeGreaterThanOrEqual(100);
  expect(failed).toBe(0);
  const skipped = checks.filter(({ status }) => status === 'skipped');
  expect(new Set(skipped.map(({ group, name }) => (group === 'Grafana' ? group : name)))).toEqual(
    new Set(['newest event', '/api/v1/experiment-results', 'Grafana'])
  );
});

it('asks a question of every kind that there is, in the language of questions', () => {
  expect(Object.keys(QUESTIONS).sort()).toEqual(Object.keys(QUERY_KINDS).sort());
  for (const [kind, parts] of Object.entries(QUESTIONS)) {
    const { error } = querySchema.safeParse({ v: 1, kind, range: { last: '7d' }, ...parts });
    expect([kind, error?.issues]).toEqual([kind, undefined]);
  }
});

it('finds each kind, each defined funnel and the refresh where they fail', async () => {
  await proxy.ask('/api/v1/funnels', {
    body: { name: 'a/b ?', description: '', window: '1d', steps: [{ name: 'Seen', match: { events: ['Seen'] } }] },
  });
  const url = await serve(
    inFrontOf(
      proxy.address,
      (path, body) => /\/funnel\/|\/metrics\/refresh|\/query$/.test(path) && !/no-such/.test(path + body)
    )
  );
  const token = readFileSync(join(directory, 'admin-token'), 'utf8').trim();
  const { code, stdout } = await runCommand(['check', '--url', url, '--token', token, '--json']);
  const { checks } = JSON.parse(stdout) as Report;
  expect(code).toBe(1);
  expect(failuresOf(checks, 'questions')).toEqual(Object.keys(QUESTIONS));
  expect(failuresOf(checks, 'endpoints')).toEqual(['POST /api/v1/metrics/refresh']);
  expect(failuresOf(checks, 'fields')).toEqual([
    '/api/v1/funnel/a%2Fb%20%3F',
    '/api/v1/funnel/deployment',
    '/api/v1/funnel/onboarding',
    '/api/v1/funnel/service_creation',
  ]);
});

it('finds a Grafana whose datasource is older than the proxy', async () => {
  const lacking = ['exposure_rules', 'export'];
  const grafana = await serve((request, response) => {
    const path = new URL(request.url ?? '', 'http://grafana').pathname;
    const resource = /\/resources\/(\w+)$/.exec(path)?.[1] ?? '';
    response.statusCode = lacking.includes(resource) ? 404 : 200;
    const answers: Record<string, unknown> = {
      '/api/datasources': [{ uid: 'own', type: 'fawkes-analytics-datasource' }],
      '/api/plugins/fawkes-analytics-app/settings': { enabled: true },
      '/api/datasources/uid/own/health': { status: 'OK', message: 'Connected' },
    };
    response.end(JSON.stringify(answers[path] ?? { [resource]: [] }));
  });
  const results = await runAll(grafanaChecks(probeOf(grafana, 'x', undefined)));
  expect(failuresOf(results)).toEqual(['datasource lists exposure_rules', 'datasource exports']);
});

it('asks the datasource for all lists that it hands on', () => {
  const source = readFileSync(new URL('../../../../pkg/plugin/routes.go', import.meta.url), 'utf8');
  const [, lists = ''] = /definitionRoutes\(("[^)]+)\)/.exec(source) ?? [];
  const definitions = [...lists.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  expect(RESOURCES).toEqual([...definitions, 'properties']);
});

it('finds much wrong with another program', async () => {
  const url = await serve((_, response) => response.setHeader('access-control-allow-origin', '*').end('{}'));
  const { code, stdout, stderr } = await runCommand(['check', '--url', url, '--token', 'x', '--grafana', url]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^\d+ of \d+ checks failed\.\n$/);
  expect(stdout).toMatch(/failed +CORS +a stranger’s page +any page may read/);
  expect(stdout).toMatch(/failed +Grafana +app +is not enabled/);
  expect(stdout).toMatch(/failed +metrics +analytics_total_users +the family is missing/);
  expect(stdout).not.toMatch(/^ok +(fields|questions|errors|headers|permissions)/m);
});

it('says of a deployment that does not answer that it does not', async () => {
  const { code, stdout } = await runCommand(['check', '--url', 'http://127.0.0.1:1', '--token', 'x', '--json']);
  const { ok, checks } = JSON.parse(stdout) as Report;
  expect([code, ok]).toEqual([1, 0]);
  expect(checks[0]).toMatchObject({ name: 'GET /health', found: 'no answer from http://127.0.0.1:1' });
});

/** Passes on what it is asked, but for what it fails with a 500. */
function inFrontOf(address: string, fails: (path: string, body: string) => boolean): RequestListener {
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const { url = '/', method = 'GET', headers } = request;
    const body = await text(request);
    if (fails(url, body)) {
      response.writeHead(500).end('{}');
      return;
    }
    const { host: _, connection: __, 'content-length': ___, ...own } = headers;
    const init = { method, headers: own as Record<string, string>, body: body === '' ? undefined : body };
    const answered = await fetch(address + url, init as RequestInit);
    const said = [...answered.headers].filter(
      ([name]) => !/^(transfer-encoding|content-length|connection)$/.test(name)
    );
    response.writeHead(answered.status, Object.fromEntries(said)).end(Buffer.from(await answered.arrayBuffer()));
  };
  return (request, response) => void pass(request, response);
}
