import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
let editor: string;
let other: string;
beforeAll(async () => {
  proxy = await testApp();
  ({ token: editor } = await proxy.catalog.tokens.create('default', 'edit'));
  ({ token: other } = await proxy.catalog.tokens.create('demo', 'edit'));
});
afterAll(() => proxy.close());

const add = (token: string, payload: unknown) =>
  proxy.inject({ method: 'POST', url: '/api/v1/sites', token, payload: payload as object });
const list = async (token: string) =>
  (await proxy.inject({ url: '/api/v1/sites', token })).json<{ sites: Array<{ domain: string }> }>().sites;

test('a site is added once, without regard to its letters’ case', async () => {
  const first = await add(editor, { domain: 'Docs.Example' });
  expect([first.statusCode, first.json()]).toEqual([201, { domain: 'docs.example', created: expect.any(String) }]);
  const again = await add(editor, { domain: 'docs.example' });
  expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
  expect(await list(editor)).toEqual([first.json()]);
});

test('a domain belongs to one workspace: the other is told, and sees nothing of it', async () => {
  await add(editor, { domain: 'taken.example' });
  const problem = expectProblem(await add(other, { domain: 'TAKEN.example' }), 409, 'site_taken');
  expect(problem.detail).not.toContain('default');
  expect(await list(other)).toEqual([]);
});

test.each([
  ['no domain', {}, 'domain'],
  ['an empty domain', { domain: '' }, 'domain'],
  ['a url', { domain: 'https://docs.example/' }, 'domain'],
  ['SQL', { domain: "x'; DROP TABLE sites; --" }, 'domain'],
  ['NUL', { domain: 'docs.example\u0000' }, 'domain'],
  ['254 characters', { domain: 'x'.repeat(254) }, 'domain'],
  ['a number', { domain: 5 }, 'domain'],
  ['another field', { domain: 'docs.example', workspace: 'demo' }, ''],
])('%s is refused with its place', async (_, body, path) => {
  const problem = expectProblem(await add(editor, body), 400, 'invalid_request');
  expect(problem.errors?.[0]?.path).toBe(path);
});

test('the words of a domain that is none say what one is', async () => {
  const problem = expectProblem(await add(editor, { domain: 'a b' }), 400, 'invalid_request');
  expect(problem.detail).toBe('domain: a domain such as docs.example');
});
