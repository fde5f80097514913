import type { QueryInput, QueryResult } from '@fawkes/contract';
import { expect } from 'vitest';
import { ADMIN, NOW, testApp, type TestApp } from '../../backend-proxy/src/http/test-app';
import { createIngestion } from '../../backend-proxy/src/ingestion';
import { createLogger } from '../../backend-proxy/src/logging';
import { startTestStore, type TestStore } from '../../backend-proxy/test/engine';

export { NOW };

type Response = Awaited<ReturnType<TestApp['inject']>>;

/** The whole proxy but for its socket: all doors, catalog, ingestion, and the engine in its own process. */
export interface Proxy {
  /** A new workspace (or `default`, which there is) with one site, and ways in and out of it that know nothing but HTTP. */
  workspace(name: string): Promise<Workspace>;
  /** What Prometheus reads of the workspace `default`, computed anew. */
  metrics(): Promise<string>;
  /** Takes connections; gives its address. */
  listen(): Promise<string>;
  stop(): Promise<void>;
}

export interface Workspace {
  site: string;
  /** A token that may read. */
  reader: string;
  send(events: object[]): Promise<{ accepted: number; duplicates: number }>;
  track(event: object, userAgent: string): Promise<Response>;
  query(queries: Array<Partial<QueryInput> & object>): Promise<Record<string, QueryResult>>;
  get(url: string): Promise<Response>;
  /** The answer to a query as a file. */
  export(query: object, format: string): Promise<Response>;
}

/** Starts a proxy whose clock stands still at `NOW`. */
export async function startProxy(): Promise<Proxy> {
  const engine: TestStore = await startTestStore();
  const ingestion = createIngestion({ store: engine.store, log: createLogger('silent') });
  const app: TestApp = await testApp({
    ingestion: () => ingestion,
    store: engine.store,
  });
  return {
    workspace: (name) => openWorkspace(app, name),
    async metrics() {
      const refreshed = await app.inject({ method: 'POST', url: '/api/v1/metrics/refresh', token: ADMIN });
      expect([refreshed.statusCode, refreshed.body]).toEqual([200, expect.anything()]);
      return (await app.inject({ url: '/metrics' })).body;
    },
    listen: async () => `http://127.0.0.1:${await app.listen()}`,
    async stop() {
      await app.close();
      await ingestion.close();
      await engine.stop();
    },
  };
}

async function openWorkspace(app: TestApp, name: string): Promise<Workspace> {
  const site = `${name}.example`;
  const post = async (url: string, token: string, payload: object, headers = {}) => {
    const response = await app.inject({ method: 'POST', url, token, payload, headers });
    expect([url, response.statusCode, response.body]).toEqual([
      url,
      expect.toSatisfy((code) => code < 300),
      response.body,
    ]);
    return response.json();
  };
  const here = { 'x-workspace': name };
  if (name !== 'default') {
    await post('/api/v1/workspaces', ADMIN, { name });
  }
  await post('/api/v1/sites', ADMIN, { domain: site }, here);
  const { token: sender } = await post('/api/v1/tokens', ADMIN, { role: 'ingest' }, here);
  const { token: reader } = await post('/api/v1/tokens', ADMIN, { role: 'read' }, here);
  return {
    site,
    reader,
    async send(events) {
      const sent = await post('/api/v1/events', sender, { events: events.map((event) => ({ site, ...event })) });
      expect(sent.rejected).toEqual([]);
      return sent;
    },
    track: (event, userAgent) =>
      app.inject({
        method: 'POST',
        url: '/api/event',
        headers: { 'content-type': 'text/plain', 'user-agent': userAgent },
        payload: JSON.stringify({ domain: site, ...event }),
      }),
    query: async (queries) => (await post('/api/v1/query', reader, { queries })).results,
    get: (url) => app.inject({ url, token: reader }),
    export: (query, format) =>
      app.inject({ method: 'POST', url: `/api/v1/query/export?format=${format}`, token: reader, payload: query }),
  };
}
