import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../problem';
import { ADMIN, testApp, type TestApp } from '../test-app';

let t: TestApp;
const erased: string[] = [];
beforeAll(async () => {
  t = await testApp({
    people: () => ({
      profile: async () => {
        throw new Problem(404, 'unknown_person', 'Nothing is kept.');
      },
      export: async () => lines(),
      toErase: async (workspace, id) => ({ person: { workspace, person: id, visitors: [] }, events: 3 }),
      async erase({ workspace, person }) {
        erased.push(`${workspace} ${person}`);
        return true;
      },
      save: async () => 0,
    }),
  });
});
afterAll(() => t.close());

async function* lines() {
  yield '{"type":"person"}\n';
  yield '{"type":"event"}\n';
}

describe('a person', () => {
  it('is erased by an admin of the workspace only, and the audit names who did it but not the person', async () => {
    const { token: reader } = await t.catalog.tokens.create('default', 'edit');
    const refused = await t.inject({ method: 'DELETE', url: '/api/v1/people/ana', token: reader });
    expect(refused.statusCode).toBe(403);
    const { id, token } = await t.catalog.tokens.create('default', 'admin');
    const done = await t.inject({ method: 'DELETE', url: '/api/v1/people/ana%2Fb', token });
    expect(done.json()).toEqual({ erased_events: 3, files_gone: true, at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(erased).toEqual(['default ana/b']);
    const audit = await t.inject({ url: '/api/v1/audit', token });
    expect(audit.json()).toEqual({
      entries: [
        {
          id: expect.any(String),
          at: done.json().at,
          actor: `token ${id}`,
          action: 'person.erased',
          detail: '3 events',
        },
      ],
    });
  });

  it('is exported as lines, and that is in the audit of this workspace only', async () => {
    const answer = await t.inject({
      url: '/api/v1/people/ana/export',
      token: ADMIN,
      headers: { 'x-workspace': 'demo' },
    });
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    expect(answer.body).toBe('{"type":"person"}\n{"type":"event"}\n');
    const of = async (workspace: string) =>
      (await t.inject({ url: '/api/v1/audit', token: ADMIN, headers: { 'x-workspace': workspace } })).json().entries;
    expect(await of('demo')).toMatchObject([{ action: 'person.exported', actor: 'installation' }]);
    expect(await of('default')).toMatchObject([{ action: 'person.erased' }]);
  });

  it.each([
    ['of 300 long characters', '🦊'.repeat(150), 404],
    ['that is too long', 'x'.repeat(301), 400],
    ['that is longer than any path', 'x'.repeat(5000), 414],
  ])('with an id %s is answered', async (_, id, status) => {
    const answer = await t.inject({ url: `/api/v1/people/${encodeURIComponent(id)}`, token: ADMIN });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});
