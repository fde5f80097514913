import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../test-app';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
});
afterAll(() => proxy.close());

const get = (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  proxy.inject({ method, url: '/js/script.js', headers });

test('any page may load the tracker, which is small', async () => {
  const response = await get({ origin: 'https://docs.example' });
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
  expect(gzipSync(response.body).length).toBeLessThan(2048);
  // It is a program, and one that names nothing of the machine it was compiled on.
  expect(() => new Function(response.body)).not.toThrow();
  expect(response.body).not.toContain(process.cwd());
});

test('browsers keep it, and fetch it again only where it changed', async () => {
  const { headers } = await get();
  expect(headers['cache-control']).toContain('public, max-age=3600');
  const etag = headers['etag'] as string;
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await get({ 'if-none-match': held });
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
  }
  expect((await get({ 'if-none-match': '"other"' })).statusCode).toBe(200);
  expect((await get({}, 'HEAD')).headers['etag']).toBe(etag);
});
