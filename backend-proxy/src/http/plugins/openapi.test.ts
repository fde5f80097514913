import { DEFINITIONS, QUERY_KINDS } from '@fawkes/contract';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VERSION } from '../../version';
import { testApp, type TestApp } from '../test-app';

interface Operation {
  operationId?: string;
  parameters?: Array<{ in: string; name: string }>;
  summary?: string;
  tags?: string[];
  security?: unknown[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { description?: string; content?: Record<string, unknown> }>;
}

interface Document {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

let proxy: TestApp;
let text: string;
let document: Document;
beforeAll(async () => {
  proxy = await testApp();
  text = (await proxy.inject({ url: '/docs/json' })).body;
  document = JSON.parse(text) as Document;
});
afterAll(() => proxy.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ door: `${method} ${path}`, operation }))
  );

test('is a valid document of OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate(JSON.parse(text) as Record<string, unknown>)).toEqual({ valid: true });
  expect([validator.version, document.info.version]).toEqual(['3.1', VERSION]);
});

test('names every door, and no other', () => {
  const doors = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
  );
  const ofDefinitions = Object.values(DEFINITIONS).flatMap(({ plural }) => [
    ...[`GET /api/v1/${plural}`, `POST /api/v1/${plural}`, `POST /api/v1/${plural}/dry-run`],
    ...['GET', 'PUT', 'DELETE'].map((method) => `${method} /api/v1/${plural}/{name}`),
    `GET /api/v1/${plural}/{name}/history`,
  ]);
  const others = [
    'DELETE /api/v1/people/{id}',
    'DELETE /api/v1/tokens/{id}',
    'GET /api/v1/audit',
    'GET /api/v1/backup',
    'GET /api/v1/backup/catalog',
    'GET /api/v1/backup/files/{name}',
    'GET /api/v1/dashboard',
    'GET /api/v1/definitions',
    'GET /api/v1/experiment-results',
    'GET /api/v1/experiments/sample-size',
    'POST /api/v1/experiments/sample-size',
    'GET /api/v1/export/{format}',
    'GET /api/v1/feature-adoption',
    'GET /api/v1/funnel/{name}',
    'GET /api/v1/imports',
    'GET /api/v1/ingestion',
    'GET /api/v1/people/{id}',
    'GET /api/v1/people/{id}/export',
    'GET /api/v1/properties',
    'GET /api/v1/query/export',
    'GET /api/v1/sites/unknown',
    'GET /api/v1/tokens',
    'GET /api/v1/usage-trends',
    'GET /api/v1/user-segments',
    'GET /api/v1/workspaces',
    'GET /health',
    'GET /js/script.js',
    'GET /metrics',
    'POST /api/event',
    'POST /api/v1/definitions/apply',
    'POST /api/v1/events',
    'POST /api/v1/imports',
    'POST /api/v1/imports/{id}/end',
    'POST /api/v1/imports/{id}/rows',
    'POST /api/v1/live',
    'POST /api/v1/metrics/refresh',
    'POST /api/v1/query',
    'POST /api/v1/query/export',
    'POST /api/v1/restore',
    'POST /api/v1/segments/static',
    'POST /api/v1/tokens',
    'POST /api/v1/workspaces',
    'PUT /api/v1/restore/{backup}/catalog',
    'PUT /api/v1/restore/{backup}/files/{name}',
  ];
  expect(doors.sort()).toEqual([...ofDefinitions, ...others].sort());
});

test('every reference leads somewhere', () => {
  const references = [...text.matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer]) => pointer as string);
  expect(references.length).toBeGreaterThan(20);
  const lost = references.filter((pointer) => {
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
    return found === undefined;
  });
  expect(lost).toEqual([]);
});

test('every door says what it is for, what it takes and answers, and how it fails', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const door = `${method} ${path}`;
      expect([door, operation.summary, operation.tags]).toEqual([
        door,
        expect.stringMatching(/./),
        [expect.any(String)],
      ]);
      const codes = Object.keys(operation.responses);
      expect([door, codes.some((code) => code.startsWith('2'))]).toEqual([door, true]);
      if (path !== '/health') {
        expect([door, operation.responses['default']?.content]).toEqual([
          door,
          { 'application/problem+json': expect.anything() },
        ]);
      }
      // What is only done has nothing to say.
      if (method === 'post' && path !== '/api/v1/metrics/refresh') {
        expect([door, operation.requestBody?.content]).toEqual([door, expect.objectContaining({})]);
      }
    }
  }
});

test('every operation has an id of its own, made of its method and path', () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(ids.filter((id) => !/^[a-z]+[A-Z]\w+$/.test(id ?? ''))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['getFunnelByName', 'postQuery', 'postQueryExport', 'getSitesUnknown']));
});

test('a caller may name a workspace wherever a token is asked for that has one', () => {
  const named = operations().filter(({ operation }) =>
    operation.parameters?.some(({ in: place, name }) => place === 'header' && name === 'x-workspace')
  );
  const doors = named.map(({ door }) => door);
  expect(doors).toEqual(expect.arrayContaining(['post /api/v1/query', 'get /api/v1/dashboard', 'post /api/v1/events']));
  const without = operations().filter(({ door }) => !doors.includes(door));
  expect(without.map(({ door }) => door).sort()).toEqual([
    ...[
      'get /api/v1/backup',
      'get /api/v1/backup/catalog',
      'get /api/v1/backup/files/{name}',
      'get /api/v1/workspaces',
    ],
    ...['get /health', 'get /js/script.js', 'get /metrics', 'post /api/event'],
    ...['post /api/v1/restore', 'post /api/v1/workspaces', 'put /api/v1/restore/{backup}/catalog'],
    'put /api/v1/restore/{backup}/files/{name}',
  ]);
});

test('is written as generators of clients in any language read it', () => {
  const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern]) => JSON.parse(pattern!));
  expect(patterns.length).toBeGreaterThan(5);
  expect(patterns.filter((pattern) => /\\[pPu]|\(\?<?[=!]/.test(pattern))).toEqual([]);
  expect(text.match(/"(items|prefixItems)":(false|\[).{40}/)).toBeNull();
  expect(document.components.schemas['QueryLiveInput']).not.toHaveProperty('properties.range.default');
  // A schema that holds itself is followed from one named object to the next.
  for (const union of ['QueryInput', 'FilterInput', 'SegmentRuleInput']) {
    const { oneOf, anyOf } = document.components.schemas[union] as Record<string, object[] | undefined>;
    expect([union, (oneOf ?? anyOf)?.filter((member) => !('$ref' in member))]).toEqual([union, []]);
  }
});

test('only /health, /metrics and trackers need no token', () => {
  const open = Object.entries(document.paths).filter(([, methods]) =>
    Object.values(methods).some((operation) => operation.security?.length === 0)
  );
  expect(open.map(([path]) => path).sort()).toEqual(['/api/event', '/health', '/js/script.js', '/metrics']);
});

test('a tracker’s event may be sent as text or as JSON', () => {
  const content = document.paths['/api/event']?.['post']?.requestBody?.content ?? {};
  expect(Object.keys(content).sort()).toEqual(['application/json', 'text/plain']);
});

test('the language of questions is written out under its names', () => {
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(['QueryInput', 'FilterInput', 'EventInput', 'PropertyInput', 'Answer', 'Frame', 'Problem'])
  );
  for (const kind of Object.keys(QUERY_KINDS)) {
    const name = kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(document.components.schemas[`Query${name}Input`]).toMatchObject({ properties: { kind: { const: kind } } });
  }
});

test('a person may read it at /docs', async () => {
  const page = await proxy.inject({ url: '/docs' });
  const followed = page.statusCode === 302 ? await proxy.inject({ url: page.headers.location as string }) : page;
  expect([followed.statusCode, followed.headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/html/)]);
});
