import { healthSchema, type Health } from '@fawkes/contract';
import { afterEach, expect, test } from 'vitest';
import { VERSION } from '../../version';
import { testApp, type TestApp } from '../test-app';

let proxy: TestApp;
afterEach(() => proxy.close());

const READY: Health = { engine: { status: 'ready' }, catalog: { status: 'ready' }, ingestion: { status: 'ready' } };

async function health(parts: Partial<Health>) {
  proxy = await testApp({ health: async () => ({ ...READY, ...parts }) });
  return proxy.inject({ url: '/health' });
}

test('all parts ready are 200, in the words of the earlier service', async () => {
  const response = await health({});
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({
    status: 'healthy',
    service: 'analytics-dashboard',
    version: VERSION,
    contract: 1,
    ...READY,
  });
  expect(response.body).toContain('"status":"healthy","service":"analytics-dashboard"');
});

test.each([
  ['starting', { engine: { status: 'starting' } }],
  ['unhealthy', { engine: { status: 'starting' }, ingestion: { status: 'failing', reason: 'no space left' } }],
  ['unhealthy', { catalog: { status: 'failing', reason: 'locked' } }],
] as const)('%s is 503 and says which part is not ready: %j', async (status, parts) => {
  const response = await health(parts);
  expect(response.statusCode).toBe(503);
  expect(healthSchema.parse(response.json())).toMatchObject({ status, service: 'analytics-dashboard', ...parts });
});

test('a probe needs no token, and HEAD is enough', async () => {
  await health({});
  const response = await proxy.inject({ method: 'HEAD', url: '/health' });
  expect([response.statusCode, response.body]).toEqual([200, '']);
});
