import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from '../test-app';

let proxy: TestApp;
afterEach(() => proxy.close());

const grafana = { 'x-grafana-user': 'ana', 'x-dashboard-uid': 'shop', 'x-panel-id': '7' };
const goal = { name: 'signed up', match: { events: ['signup'] } };

test('the log names who asks through Grafana, the dashboard and the panel', async () => {
  const lines: string[] = [];
  const log = pino(
    { level: 'debug' },
    new PassThrough().on('data', (line: Buffer) => lines.push(line.toString()))
  );
  proxy = await testApp({ log });
  const ask = (headers: Record<string, string>) => proxy.inject({ url: '/api/v1/goals', token: ADMIN, headers });
  await ask(grafana);
  await ask({ 'x-grafana-user': 'a'.repeat(5000) });
  await ask({});
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'answered');
  expect(told.map((line) => line['grafana'])).toEqual([
    { user: 'ana', dashboard: 'shop', panel: '7' },
    { user: 'a'.repeat(200) },
    undefined,
  ]);
});

test('the audit says for whom Grafana changed something, and that it is Grafana that says so', async () => {
  proxy = await testApp();
  const post = (name: string, headers = {}) =>
    proxy.inject({ method: 'POST', url: '/api/v1/goals', token: ADMIN, headers, payload: { ...goal, name } });
  expect((await post('one', grafana)).statusCode).toBe(201);
  expect((await post('two')).statusCode).toBe(201);
  const { updated_by: one } = (await proxy.inject({ url: '/api/v1/goals/one', token: ADMIN })).json();
  const { updated_by: two } = (await proxy.inject({ url: '/api/v1/goals/two', token: ADMIN })).json();
  expect([one, two]).toEqual(['installation, in Grafana ana', 'installation']);
});

test('every answer says which version of the language it is in, errors too', async () => {
  proxy = await testApp();
  for (const url of ['/health', '/api/v1/goals', '/nowhere']) {
    expect((await proxy.inject({ url })).headers['x-fawkes-contract']).toBe('1');
  }
});
