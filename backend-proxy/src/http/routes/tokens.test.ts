import type { AuditEntry, Role } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
});
afterAll(() => proxy.close());

const create = (payload: object, token = ADMIN) =>
  proxy.inject({ method: 'POST', url: '/api/v1/tokens', token, payload });

interface Made {
  id: string;
  token: string;
}
const made = async (role: Role, token = ADMIN) => (await create({ role }, token)).json<Made>();

test('the text of a token is shown when it is made and never again', async () => {
  const response = await create({ role: 'read', name: 'Grafana' });
  expect(response.statusCode).toBe(201);
  const { id, token, ...rest } = response.json<Made>();
  expect(token).toMatch(/^fwk_[\w-]{43}$/);
  expect(rest).toEqual({ role: 'read', name: 'Grafana', created: expect.any(String) });
  const list = await proxy.inject({ url: '/api/v1/tokens', token: ADMIN });
  expect(list.json<{ tokens: Made[] }>().tokens.find((one) => one.id === id)).toEqual({ id, ...rest });
  expect(list.body).not.toContain(token);
});

test('a revoked token is refused from then on, and revoking it twice is a 404', async () => {
  const { id, token } = await made('read');
  expect((await proxy.inject({ url: '/api/v1/funnels', token })).statusCode).toBe(200);
  const revoke = { method: 'DELETE', url: `/api/v1/tokens/${id}`, token: ADMIN } as const;
  const response = await proxy.inject(revoke);
  expect([response.statusCode, response.body]).toEqual([204, '']);
  expectProblem(await proxy.inject({ url: '/api/v1/funnels', token }), 401, 'bad_token');
  expectProblem(await proxy.inject(revoke), 404, 'unknown_token');
});

test('an admin makes, lists and revokes the tokens of its own workspace only', async () => {
  const admin = await made('admin');
  const demo = await proxy.inject({
    method: 'POST',
    url: '/api/v1/tokens',
    token: ADMIN,
    headers: { 'x-workspace': 'demo' },
    payload: { role: 'admin' },
  });
  const foreign = demo.json<Made>();
  expectProblem(
    await proxy.inject({ method: 'DELETE', url: `/api/v1/tokens/${foreign.id}`, token: admin.token }),
    404,
    'unknown_token'
  );
  const list = await proxy.inject({ url: '/api/v1/tokens', token: admin.token });
  expect(list.body).not.toContain(foreign.id);
  const child = await made('read', admin.token);
  expect(await proxy.catalog.tokens.verify(child.token)).toMatchObject({ workspace: 'default', role: 'read' });
});

describe('each role may what it is for, and nothing else', () => {
  const DOORS = {
    ingest: { method: 'POST', url: '/api/v1/events', payload: { events: [{}] } },
    read: { method: 'GET', url: '/api/v1/features' },
    query: { method: 'POST', url: '/api/v1/query', payload: { queries: [{}] } },
    trends: { method: 'GET', url: '/api/v1/usage-trends' },
    sites: { method: 'GET', url: '/api/v1/sites' },
    edit: { method: 'POST', url: '/api/v1/sites', payload: { domain: 'roles.example' } },
    admin: { method: 'GET', url: '/api/v1/tokens' },
    installation: { method: 'GET', url: '/api/v1/workspaces' },
  } as const;
  type Door = keyof typeof DOORS;
  const READING: Door[] = ['read', 'query', 'trends', 'sites'];

  test.each<[Role, Door[]]>([
    ['ingest', ['ingest']],
    ['read', READING],
    ['edit', [...READING, 'edit']],
    ['admin', ['ingest', ...READING, 'edit', 'admin']],
  ])('%s', async (role, allowed) => {
    const { token } = await made(role);
    for (const [door, request] of Object.entries(DOORS)) {
      const response = await proxy.inject({ ...request, token });
      if (allowed.includes(door as Door)) {
        expect([door, response.statusCode]).toEqual([door, expect.toSatisfy((code: number) => code < 300)]);
      } else {
        expectProblem(response, 403, 'role_not_enough');
      }
    }
  });

  test('ingest sees nothing of what it sent', async () => {
    await proxy.catalog.sites.add('default', 'seen.example');
    const { token } = await made('ingest');
    const payload = { events: [{ name: 'secret-name', site: 'seen.example' }] };
    const response = await proxy.inject({ method: 'POST', url: '/api/v1/events', token, payload });
    expect(response.json()).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    const others = [DOORS.read, DOORS.query, DOORS.trends, DOORS.sites, DOORS.admin];
    for (const request of others) {
      expectProblem(await proxy.inject({ ...request, token }), 403, 'role_not_enough');
    }
  });
});

test.each(["'; --", '', 'für Gräfana', '💥'])('a name is kept as it is: %j', async (name) => {
  const response = await create({ role: 'read', name });
  expect(response.statusCode).toBe(201);
  const list = await proxy.inject({ url: '/api/v1/tokens', token: ADMIN });
  const { id } = response.json<Made>();
  expect(list.json<{ tokens: Made[] }>().tokens.find((one) => one.id === id)).toMatchObject({ name });
});

test.each([
  ['no role', {}, 'role'],
  ['a role that does not exist', { role: 'installation' }, 'role'],
  ['a name of 201 characters', { role: 'read', name: 'x'.repeat(201) }, 'name'],
  ['a name with NUL', { role: 'read', name: 'a\u0000b' }, 'name'],
  ['a name with half a character', { role: 'read', name: '\ud800' }, 'name'],
  ['another field', { role: 'read', workspace: 'demo' }, ''],
])('%s is refused', async (_, body, path) => {
  expect(expectProblem(await create(body), 400, 'invalid_request').errors?.[0]?.path).toBe(path);
});

test.each(["'; DROP TABLE tokens; --", '../1', 'x'.repeat(90), '%00'])('an id that is none: %j', async (id) => {
  const url = `/api/v1/tokens/${encodeURIComponent(id)}`;
  expectProblem(await proxy.inject({ method: 'DELETE', url, token: ADMIN }), 404, 'unknown_token');
});

test('who made and revoked a token stands in the audit, without its text', async () => {
  const inject = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
    proxy.inject({ method, url: `/api/v1/${url}`, token: ADMIN, ...(payload ? { payload } : {}) });
  const { id, token } = (await inject('POST', 'tokens', { role: 'read', name: 'Audited' })).json<{
    id: string;
    token: string;
  }>();
  await inject('DELETE', `tokens/${id}`);
  const { body } = await inject('GET', 'audit');
  const entries = (JSON.parse(body) as { entries: AuditEntry[] }).entries.filter(({ detail }) => detail.includes(id));
  expect(entries.map(({ actor, action, detail }) => [actor, action, detail]).sort()).toEqual([
    ['installation', 'token.created', `token ${id}, read, "Audited"`],
    ['installation', 'token.revoked', `token ${id}`],
  ]);
  expect(body).not.toContain(token);
});
