import type { SampleSizeAsked } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
let token: string;
beforeAll(async () => {
  proxy = await testApp();
  ({ token } = await proxy.catalog.tokens.create('default', 'read'));
});
afterAll(() => proxy.close());

/** The same question by the URL and by a body. */
async function bothWays(asked: Partial<SampleSizeAsked>) {
  const path = '/api/v1/experiments/sample-size';
  const search = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const got = await proxy.inject({ url: `${path}?${search}`, token });
  const posted = await proxy.inject({ method: 'POST', url: path, token, payload: asked });
  expect(posted.statusCode).toBe(got.statusCode);
  expect(posted.json()).toMatchObject(got.json());
  return got;
}

/** Reckoned in Python by definitions.md: the smallest n whose power, by scipy.stats.norm, is as wanted. */
test.each<[string, Partial<SampleSizeAsked>, object]>([
  [
    'a rate of 20 % that should rise by 10 % of it, at a fixed horizon',
    { rate: 0.2, effect: 0.1, method: 'fixed' },
    { people: 6939, plannedSample: 13_878, effect: 0.1, power: 0.8, days: null, alpha: 0.05, method: 'fixed' },
  ],
  ['the same looked at any time', { rate: 0.2, effect: 0.1 }, { people: 18_521, method: 'sequential' }],
  [
    'three variants share the level, and take their days',
    { rate: 0.2, effect: 0.1, method: 'fixed', variants: 3, perDay: 1000 },
    { people: 8403, days: expect.closeTo(25.209, 9), alpha: 0.025 },
  ],
  [
    'the power of so many for so large an effect',
    { rate: 0.2, effect: 0.1, people: 5000, method: 'fixed' },
    { people: 5000, power: expect.closeTo(0.6621409062606147, 9) },
  ],
  [
    'the effect on a mean that so many find',
    { mean: 10, deviation: 5, people: 400, power: 0.9, method: 'fixed' },
    { effect: expect.closeTo(0.12178345604112575, 9) },
  ],
])('%s', async (_, asked, expected) => {
  expect((await bothWays(asked)).json()).toMatchObject(expected);
});

test.each<[object, string]>([
  [{ effect: 0.1 }, 'rate'],
  [{ rate: 0.2, mean: 3, effect: 0.1 }, 'rate'],
  [{ rate: 0.2 }, 'effect'],
  [{ rate: 20, effect: 0.1 }, 'rate'],
  [{ rate: 0.2, effect: 0.1, variants: 1 }, 'variants'],
])('%j is refused, and its place is said', async (asked, path) => {
  expectProblem(await bothWays(asked), 400, 'invalid_request');
  expect((await bothWays(asked)).json().errors[0].path).toContain(path);
});
