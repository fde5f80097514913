import type { ExperimentDefinition } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { NOW, testApp, type TestApp } from '../test-app';

let engine: TestStore;
let proxy: TestApp;
let editor: string;
beforeAll(async () => {
  engine = await startTestStore();
  const { store } = engine;
  proxy = await testApp({ store });
  editor = (await proxy.catalog.tokens.create('default', 'edit')).token;
  const does = (user_id: string, name: string, hours: number, variant?: string) => ({
    ...{ workspace: 'default', user_id, name, time: NOW - 86_400_000 + hours * 3_600_000 },
    ...(variant === undefined ? {} : { props: { experiment: 'price', variant } }),
  });
  const arm = (variant: string, people: number, pay: number) =>
    Array.from({ length: people }, (_, i) => {
      const user = `${variant} ${i}`;
      return [does(user, 'shown', 0, variant), ...(i < pay ? [does(user, 'pay', 1)] : [])];
    }).flat();
  await load(store, [...arm('low', 500, 50), ...arm('high', 500, 150)]);
});
afterAll(async () => {
  await proxy.close();
  await engine.stop();
});

async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object | string) {
  const headers = typeof payload === 'string' ? { 'content-type': 'application/yaml' } : {};
  const response = await proxy.inject({ method, url: `/api/v1/${url}`, token: editor, headers, ...{ payload } });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

const pays = { name: 'Paid', match: { events: ['pay'] } };
const DEFINITION = { name: 'price', title: 'Prices', control: 'low', primary: pays };
const results = async () => (await send('GET', 'experiment-results')).body;

test('a definition is tried, created, changed and deleted, and the earlier service’s door goes by it', async () => {
  // As it is found from exposures nobody converts, and there is no control by its name.
  expect(await results()).toMatchObject([
    { winner: null, p_value: null, variants: [{ conversions: 0 }, { conversions: 0 }] },
  ]);
  expect(await send('POST', 'experiments/dry-run', DEFINITION)).toMatchObject({
    status: 200,
    body: {
      people: 1000,
      variants: [
        { name: 'high', people: 500, converted: 150 },
        { name: 'low', people: 500, converted: 50 },
      ],
    },
  });
  expect(await send('POST', 'experiments/dry-run', { ...DEFINITION, name: 'nobody saw it' })).toMatchObject({
    status: 200,
    body: { people: 0, variants: [] },
  });
  expect(await results()).toMatchObject([{ winner: null }]);

  expect(await send('POST', 'experiments', DEFINITION)).toMatchObject({
    status: 201,
    body: { name: 'price', version: 1, primary: { type: 'proportion', wanted: 'increase' } },
  });
  expect(await results()).toMatchObject([{ experiment_id: 'price', winner: 'high', is_significant: true }]);

  const lowWins = { ...DEFINITION, primary: { ...pays, wanted: 'decrease' }, control: 'high' };
  expect(await send('PUT', 'experiments/price', { version: 1, definition: lowWins })).toMatchObject({ status: 200 });
  expect(await results()).toMatchObject([{ winner: 'low' }]);
  expect((await send('GET', 'experiments/price/history')).body.versions).toMatchObject([
    { version: 2 },
    { version: 1 },
  ]);
  expect(await send('DELETE', 'experiments/price?version=2')).toMatchObject({ status: 204 });
  expect(await results()).toMatchObject([{ winner: null, p_value: null }]);
});

test('a file has them, one that nobody saw is a draft, and what is there is printed as a file has it', async () => {
  const apply = (file: string) => send('POST', 'definitions/apply?file=experiments.yaml', file);
  const text = `experiments:
  - name: next
    variants: [{ name: control, weight: 9 }, { name: new }]
    primary: { name: Paid, match: { events: [pay] }, window: 7d }
    guardrails: [{ name: Errors, match: { events: [error] }, type: count, wanted: decrease, margin: 0.02 }]
    method: fixed
    plannedSample: 4000
`;
  expect((await apply(text)).body.workspaces[0].changes).toMatchObject([{ kind: 'experiment', change: 'create' }]);
  expect(await results()).toMatchObject([
    { experiment_id: 'price' },
    {
      ...{ experiment_id: 'next', status: 'draft', start_date: null, winner: null },
      variants: [
        { name: 'control', assignments: 0, conversion_rate: null },
        { name: 'new', assignments: 0 },
      ],
    },
  ]);
  const { experiments } = (await send('GET', 'definitions')).body;
  expect(experiments).toMatchObject([{ name: 'next', variants: [{ weight: 9 }, { weight: 1 }], plannedSample: 4000 }]);
  expect((await apply(JSON.stringify({ experiments }))).body.workspaces[0].changes).toEqual([]);
  expect((await apply('experiments: []')).body.workspaces[0].changes).toMatchObject([{ change: 'delete' }]);
});

test.each<[Partial<Record<keyof ExperimentDefinition, unknown>>, string]>([
  [{ control: 'red', variants: [{ name: 'a' }, { name: 'b' }] }, 'control'],
  [{ variants: [{ name: 'a' }] }, 'variants'],
  [{ primary: { ...pays, type: 'ratio' } }, 'primary.per'],
  [{ primary: { ...pays, property: 'value' } }, 'primary.property'],
  [{ primary: { ...pays, type: 'quantile' } }, 'primary.quantile'],
  [{ primary: { ...pays, cap: { value: 3 } } }, 'primary.cap'],
  [{ primary: pays, secondary: [pays] }, 'secondary'],
  [{ alpha: 0.9 }, 'alpha'],
  [{ guardrails: [{ ...pays, margin: -1 }] }, 'guardrails.0.margin'],
])('%j is refused, and its place is said', async (parts, path) => {
  expect(await send('POST', 'experiments', { name: 'price', ...parts })).toMatchObject({
    status: 400,
    body: { errors: [{ path: expect.stringContaining(path) }] },
  });
});

test('an expression that the event store cannot read is refused before it is kept', async () => {
  const filter = { property: 'page.path', op: 'regex', value: '(' };
  const bad = { name: 'price', primary: { ...pays, match: { filter } } };
  expect((await send('POST', 'experiments/dry-run', bad)).status).toBe(422);
});
