import type { Answer, QueryResponse } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { columns } from '../../../test/ask';
import { ADMIN, NOW, testApp, type TestApp } from '../test-app';

let server: TestApp;
const begun = NOW - 3_600_000;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: begun });
  server = await testApp();
  await server.catalog.workspaces.create('acme');
  await server.catalog.workspaces.create('other');
});
afterAll(async () => {
  vi.useRealTimers();
  await server.close();
});

/** Calls a second later than the call before. */
function call(method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, workspace = 'acme') {
  vi.setSystemTime(Date.now() + 1000);
  const headers = { 'x-workspace': workspace };
  return server.inject({ method, url, token: ADMIN, headers, ...(payload ? { payload } : {}) });
}

async function changes(parts: object = {}, workspace = 'acme'): Promise<Answer> {
  const range = { from: begun, to: NOW };
  const query = { v: 1, kind: 'changes', range, ...parts };
  const answered = await call('POST', '/api/v1/query', { queries: [query] }, workspace);
  return answered.json<QueryResponse>().results['A'] as Answer;
}

test('what was defined, changed, renamed and deleted, the newest first, and by nobody else', async () => {
  const goal = (name: string, event = 'Order') => ({ name, match: { events: [event] } });
  await call('POST', '/api/v1/goals', goal('Buying'));
  await call('PUT', '/api/v1/goals/Buying', { version: 1, definition: goal('Buying', 'Paid') });
  await call('PUT', '/api/v1/goals/Buying', { version: 2, definition: goal('Paying', 'Paid') });
  await call('DELETE', '/api/v1/goals/Paying?version=3');
  await call('POST', '/api/v1/goals', goal('Theirs'), 'other');

  const answered = await changes({ definitions: ['goal'] });
  expect(columns(answered)).toEqual({
    time: [4, 3, 2, 1].map((calls) => begun + calls * 1000),
    title: ['Goal Paying deleted', 'Goal Paying changed', 'Goal Buying changed', 'Goal Buying created'],
    definition: ['goal', 'goal', 'goal', 'goal'],
    name: ['Paying', 'Paying', 'Buying', 'Buying'],
    action: ['deleted', 'changed', 'changed', 'created'],
    version: [4, 3, 2, 1],
  });
  // Who did it is for the audit, which takes an admin's token.
  expect(JSON.stringify(answered)).not.toMatch(/installation|token/);
});

test('of all kinds, cut where there are more, and outside of the range none', async () => {
  const answered = await changes({ limit: 2 });
  expect(columns(answered)['name']).toHaveLength(2);
  const { total } = answered.meta.cut ?? {};
  expect(total).toBeGreaterThan(4);
  const everything = columns(await changes({ limit: 1000 }));
  expect(everything['definition']).toContain('feature');
  expect(everything['name']).toHaveLength(total as number);
  expect(columns(await changes({ range: { from: 0, to: begun } }))['name']).toEqual([]);
});

test('a site or a filter does not narrow them, which is said', async () => {
  await call('POST', '/api/v1/sites', { domain: 'shop.example' });
  const { meta } = await changes({ site: 'shop.example' });
  expect(meta.notices.map(({ code }) => code)).toEqual(['whole_workspace']);
});

test('a change since is in the answer at once', async () => {
  const { meta } = await changes({ definitions: ['segment'] });
  expect(meta.cut).toBeNull();
  await call('POST', '/api/v1/segments', { name: 'Buyers', rule: { did: { events: ['Order'] } } });
  expect(columns(await changes({ definitions: ['segment'] }))['title']).toEqual(['Segment Buyers created']);
});
