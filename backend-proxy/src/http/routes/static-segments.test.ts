import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { peopleOfQuery } from '../../answer/people-behind';
import { rewritePersons } from '../../identity/rewrite';
import { peopleOf } from '../../people';
import { sql } from '../../store/sql';
import { NOW, testApp, type TestApp } from '../test-app';

let engine: TestStore;
let proxy: TestApp;
let editor: string;
beforeAll(async () => {
  engine = await startTestStore();
  const { store } = engine;
  const context = (workspace: string) => ({ workspace, store, definitions: proxy.catalog.definitions, now: NOW });
  const people = peopleOf(store, async () => undefined);
  proxy = await testApp({
    store,
    people: () => people,
    async planSaving(workspace, query) {
      const behind = await peopleOfQuery(query, context(workspace));
      return (saved, named) => people.save(behind, { workspace, saved, named });
    },
  });
  editor = (await proxy.catalog.tokens.create('default', 'edit')).token;
  await load(engine.store, [order('ana'), order('bob'), order('', 'phone'), { ...order('cy'), name: 'pageview' }]);
});
afterAll(async () => {
  await proxy.close();
  await engine.stop();
});

const HOUR_MS = 3_600_000;
const order = (user_id: string, visitor_id = '', hoursAgo = 10): TestEvent => ({
  workspace: 'default',
  name: 'Order',
  user_id,
  visitor_id,
  time: NOW - hoursAgo * HOUR_MS,
});

const buyers: QueryInput = {
  v: 1,
  kind: 'people',
  range: { last: '1d' },
  of: { kind: 'trends', measures: [{ measure: 'conversions', match: { events: ['Order'] } }], pick: {} },
  limit: 1,
};

const save = (payload: object, token = editor) =>
  proxy.inject({ method: 'POST', url: '/api/v1/segments/static', token, payload });

/** Who of the segment was there in the last day. */
async function members(segment: string): Promise<unknown[]> {
  const of = { kind: 'trends', measures: [{ measure: 'unique_visitors' }], pick: {} };
  const query = { v: 1, kind: 'people', range: { last: '1d' }, segment, of };
  const payload = { queries: [query] };
  const response = await proxy.inject({ method: 'POST', url: '/api/v1/query', token: editor, payload });
  return columns(response.json().results.A)['person']!.toSorted();
}

const lists = async () => (await engine.store.query(sql`SELECT DISTINCT saved FROM saved_people`)).rows.length;

test('people are kept as they are: all pages of them, and whoever does the same later is not among them', async () => {
  const saved = await save({ name: 'Buyers', description: 'of November', query: buyers });
  expect(saved.statusCode).toBe(201);
  expect(saved.json()).toMatchObject({ name: 'Buyers', description: 'of November', version: 1, people: 3 });
  expect(await members('Buyers')).toEqual(['ana', 'bob', 'phone']);
  await load(engine.store, [order('cy', '', 5)]);
  expect(await members('Buyers')).toEqual(['ana', 'bob', 'phone']);
  const { segments } = (await proxy.inject({ url: '/api/v1/segments', token: editor })).json();
  expect(segments).toMatchObject([{ name: 'Buyers', rule: { saved: expect.any(String) } }]);
});

test('a visitor who becomes a user stays, as that user', async () => {
  await load(engine.store, [{ ...order('dan', 'phone', 4), name: 'pageview' }]);
  await rewritePersons(engine.store, 'default');
  expect(await members('Buyers')).toEqual(['ana', 'bob', 'dan']);
});

test('who is erased leaves it for good', async () => {
  const { token: admin } = await proxy.catalog.tokens.create('default', 'admin');
  const erased = await proxy.inject({ method: 'DELETE', url: '/api/v1/people/bob', token: admin });
  expect(erased.statusCode).toBe(200);
  await load(engine.store, [{ ...order('bob', '', 3), name: 'pageview' }]);
  expect(await members('Buyers')).toEqual(['ana', 'dan']);
  // The list has the visitor as whom dan was saved.
  const gone = await proxy.inject({ method: 'DELETE', url: '/api/v1/people/dan', token: admin });
  expect(gone.statusCode).toBe(200);
  const { rows } = await engine.store.query<{ people: number }>(
    sql`SELECT uniqExact(person) AS people FROM saved_people`
  );
  expect(rows).toEqual([{ people: 1 }]);
}, 100_000);

test('a list that no definition names any more is forgotten when the next is saved', async () => {
  expect((await save({ name: 'Again', query: buyers })).json()).toMatchObject({ people: 2 });
  expect(await lists()).toBe(2);
  const deleted = await proxy.inject({ method: 'DELETE', url: '/api/v1/segments/Buyers?version=1', token: editor });
  expect(deleted.statusCode).toBe(204);
  expect((await save({ name: 'Third', query: buyers })).statusCode).toBe(201);
  expect(await lists()).toBe(2);
});

test.each([
  ['a name that is taken', { name: 'Again', query: buyers }, 409, 'name_taken'],
  ['a name of the four', { name: 'Power Users', query: buyers }, 400, 'invalid_request'],
  ['another kind', { name: 'X', query: { v: 1, kind: 'lifecycle', range: { last: '1d' } } }, 422, 'not_people'],
  ['a query that is none', { name: 'X', query: { ...buyers, colour: 1 } }, 400, 'bad_query'],
  [
    'a number that is none',
    { name: 'X', query: { ...buyers, of: { ...buyers.of, pick: { measure: 7 } } } },
    422,
    'unknown_pick',
  ],
])('%s is refused, and nothing is defined', async (_, payload, status, code) => {
  const response = await save(payload);
  expect([response.statusCode, response.json().code]).toEqual([status, code]);
  expect((await proxy.catalog.definitions.segments('default')).map(({ name }) => name)).toEqual(['Again', 'Third']);
});

test('it takes the role edit', async () => {
  const { token } = await proxy.catalog.tokens.create('default', 'read');
  expect((await save({ name: 'X', query: buyers }, token)).statusCode).toBe(403);
});
