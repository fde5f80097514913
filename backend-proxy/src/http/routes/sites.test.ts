import type { Answer } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, NOW, oneNumber, testApp, type TestApp } from '../test-app';
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
  expect([first.statusCode, first.json()]).toEqual([
    201,
    {
      ...{ domain: 'docs.example', doubled: 'drop', version: 1, managed_by: null },
      ...{ updated_at: expect.any(String), updated_by: expect.stringMatching(/^token /) },
    },
  ]);
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

describe('doubled page views', () => {
  test('are dropped unless the site says that they count', async () => {
    await add(editor, { domain: 'doubled.example' });
    const counting = await add(editor, { domain: 'doubled.example', doubled: 'count' });
    expect([counting.statusCode, counting.json()]).toMatchObject([200, { doubled: 'count' }]);
    // Adding it again without the option leaves the option alone.
    expect((await add(editor, { domain: 'Doubled.example' })).json()).toMatchObject({ doubled: 'count' });
    const view = { n: 'pageview', u: 'https://doubled.example/', d: 'doubled.example' };
    await proxy.inject({ method: 'POST', url: '/api/event', payload: view });
    await proxy.inject({ method: 'POST', url: '/api/event', payload: view });
    expect(proxy.accepted.filter(({ site }) => site === 'doubled.example')).toHaveLength(2);
  });

  test('are no business of another workspace', async () => {
    await add(editor, { domain: 'mine.example' });
    expectProblem(await add(other, { domain: 'mine.example', doubled: 'count' }), 409, 'site_taken');
    expect(await list(editor)).toContainEqual(expect.objectContaining({ domain: 'mine.example', doubled: 'drop' }));
  });
});

describe('domains that nobody added', () => {
  const send = (domain: string) =>
    proxy.inject({ method: 'POST', url: '/api/event', payload: { n: 'pageview', u: `https://x.example/`, d: domain } });
  const unknown = async (token = editor) => proxy.inject({ url: '/api/v1/sites/unknown', token });

  test('are listed with their counts until they are added', async () => {
    const before = (await unknown()).json<{ dropped: number }>().dropped;
    await send('new.example');
    await send('NEW.example,www.other.example');
    await send('no domain at all!');
    const found = (await unknown()).json<{ dropped: number; sites: Array<{ domain: string }> }>();
    const at = new Date(NOW).toISOString();
    expect(found.sites).toEqual([
      { domain: 'new.example', count: 2, first: at, last: at },
      { domain: 'www.other.example', count: 1, first: at, last: at },
    ]);
    expect(found.dropped - before).toBe(4);
    await add(other, { domain: 'new.example' });
    await add(editor, { domain: 'other.example' });
    expect((await unknown()).json()).toMatchObject({ sites: [] });
  });

  test('that a site would have taken are told where it is tried, to those who run the installation', async () => {
    await send('missed.example');
    await send('missed.example,www.missed.example');
    const attempt = async (token: string) =>
      (
        await proxy.inject({
          method: 'POST',
          url: '/api/v1/sites/dry-run',
          token,
          payload: { domain: 'missed.example' },
        })
      ).json();
    expect(await attempt(editor)).toMatchObject({ events: 0, dropped: 3 });
    expect(await attempt(ADMIN)).toMatchObject({ dropped: 3 });
    const { token: reader } = await proxy.catalog.tokens.create('default', 'read');
    for (const token of [other, reader]) {
      expect(await attempt(token)).not.toHaveProperty('dropped');
    }
  });

  test('are shown to those who run the installation, not to its tenants', async () => {
    expectProblem(await unknown(other), 403, 'other_workspace');
    const { token: reader } = await proxy.catalog.tokens.create('default', 'read');
    expectProblem(await unknown(reader), 403, 'role_not_enough');
    expect((await unknown(ADMIN)).statusCode).toBe(200);
  });
});

test('a site is changed by its version, keeps its past, and is deleted', async () => {
  const send = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) =>
    proxy.inject({ method, url: `/api/v1/sites${path}`, token: editor, ...(payload ? { payload } : {}) });
  await add(editor, { domain: 'lives.example' });
  const definition = { domain: 'lives.example', doubled: 'count' };
  expect((await send('PUT', '/Lives.example', { version: 1, definition })).json()).toMatchObject({
    ...definition,
    version: 2,
  });
  expectProblem(await send('PUT', '/lives.example', { version: 1, definition }), 409, 'version_conflict');
  const renamed = { version: 2, definition: { ...definition, domain: 'else.example' } };
  expectProblem(await send('PUT', '/lives.example', renamed), 422, 'site_renamed');
  expect((await send('GET', '/lives.example/history')).json().versions).toMatchObject([{ version: 2 }, { version: 1 }]);
  expect((await send('POST', '/dry-run', { domain: 'fresh.example' })).json()).toMatchObject({ people: 0, events: 0 });
  expect((await send('DELETE', '/lives.example?version=2')).statusCode).toBe(204);
  expect(await proxy.catalog.sites.find('lives.example')).toBeUndefined();
  expectProblem(await send('GET', '/lives.example'), 404, 'unknown_site');
});

test('a site whose events are stored is deleted only by force', async () => {
  const stored = await testApp({ ask: async () => ({ ...oneNumber(3), frames: [eventsFrame(3)] }) });
  try {
    await stored.catalog.sites.add('default', 'full.example');
    const remove = (more: string) =>
      stored.inject({ method: 'DELETE', url: `/api/v1/sites/full.example?version=1${more}`, token: ADMIN });
    const { detail } = expectProblem(await remove(''), 409, 'site_has_events');
    expect(detail).toContain('3 events of the site full.example are stored');
    expect((await remove('&force=true')).statusCode).toBe(204);
  } finally {
    await stored.close();
  }
});

function eventsFrame(n: number) {
  const [frame] = oneNumber(n).frames as [Answer['frames'][number]];
  return {
    ...frame,
    schema: { ...frame.schema, fields: frame.schema.fields.map((field) => ({ ...field, name: 'events' })) },
  };
}
