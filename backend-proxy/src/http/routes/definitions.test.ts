import { featureSchema, funnelDefinitionSchema } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_FEATURES, DEFAULT_FUNNELS } from '../../catalog/defaults';
import { ADMIN, testApp, type TestApp } from '../test-app';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
});
afterAll(() => proxy.close());

const names = (list: ReadonlyArray<{ name: string }>) => list.map(({ name }) => name).sort();

test('the features are the platform’s own at first', async () => {
  const response = await proxy.inject({ url: '/api/v1/features', token: ADMIN });
  const features = response.json<{ features: unknown[] }>().features.map((feature) => featureSchema.parse(feature));
  expect(names(features)).toEqual(names(DEFAULT_FEATURES));
});

test('the funnels are the platform’s own at first', async () => {
  const response = await proxy.inject({ url: '/api/v1/funnels', token: ADMIN });
  const funnels = response.json<{ funnels: unknown[] }>().funnels.map((funnel) => funnelDefinitionSchema.parse(funnel));
  expect(names(funnels)).toEqual(names(DEFAULT_FUNNELS));
});
