import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConfigError } from './config';
import { isLoopback, loadConfig } from './config';

function linesOf(env: NodeJS.ProcessEnv): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    return (error as ConfigError).lines;
  }
  return [];
}

describe('loadConfig', () => {
  it('has a default for everything that needs one', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      dataDir: resolve('data'),
      demo: false,
      adminToken: undefined,
      anonymousRead: undefined,
      trustedProxies: [],
      clickhouseUrl: undefined,
      catalogUrl: `sqlite:${resolve('data/catalog.sqlite')}`,
      logLevel: 'info',
      corsAllowedOrigins: [],
      refreshInterval: 300,
      warnings: [],
    });
  });

  it('prefers flags to the environment', () => {
    expect(loadConfig({ FAWKES_PORT: '9000', FAWKES_HOST: '::1' }, { port: '9001' })).toMatchObject({
      port: 9001,
      host: '::1',
    });
  });

  it('takes an empty value as not set', () => {
    expect(loadConfig({ FAWKES_PORT: '', CLICKHOUSE_URL: '' })).toMatchObject({ port: 8787, clickhouseUrl: undefined });
  });

  it('splits lists', () => {
    const config = loadConfig({ FAWKES_TRUSTED_PROXIES: '10.0.0.0/8, ::1', CORS_ALLOWED_ORIGINS: 'https://a.example' });
    expect(config.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(config.corsAllowedOrigins).toEqual(['https://a.example']);
  });

  it.each([
    [{ FAWKES_PORT: '70000' }, 'FAWKES_PORT "70000": expected a port from 0 to 65535.'],
    [{ FAWKES_PORT: 'x' }, 'FAWKES_PORT "x": expected a port from 0 to 65535.'],
    [{ FAWKES_DEMO: 'yes' }, 'FAWKES_DEMO "yes": expected 0 or 1.'],
    [{ FAWKES_ADMIN_TOKEN: 'a b' }, 'FAWKES_ADMIN_TOKEN: expected printable ASCII without spaces.'],
    [{ CLICKHOUSE_URL: 'tcp://h' }, 'CLICKHOUSE_URL: expected a URL that begins with http:// or https://.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL "loud": expected fatal, error, warn, info, debug, trace or silent.'],
    ...['10.0.0.0/99', '10.0.0', '::1/129', '10.0.0.0/8/8', 'everyone'].map(
      (text): [Record<string, string>, string] => [
        { FAWKES_TRUSTED_PROXIES: text },
        `FAWKES_TRUSTED_PROXIES "${text}": expected addresses or CIDR ranges, separated by commas.`,
      ]
    ),
    [{ REFRESH_INTERVAL: '0' }, 'REFRESH_INTERVAL "0": expected whole seconds, at least 1.'],
  ])('refuses %j', (env, line) => {
    expect(linesOf(env)).toEqual([line]);
  });

  it('names every mistake at once, unknown variables too', () => {
    const lines = linesOf({ FAWKES_PROT: '1', FAWKES_DEMO: '2', LOG_LEVEL: 'loud', CATALOG_URL: 'postgres://h/d' });
    expect(lines.map((line) => /^\w+/.exec(line)?.[0])).toEqual([
      'FAWKES_PROT',
      'FAWKES_DEMO',
      'CATALOG_URL',
      'LOG_LEVEL',
    ]);
  });

  it('warns of a token that can be guessed', () => {
    expect(loadConfig({ FAWKES_ADMIN_TOKEN: 'secret' }).warnings).toEqual([expect.stringContaining('guessed')]);
  });

  it('warns of a workspace that the network may read, and of variables without effect', () => {
    const env = { FAWKES_ANONYMOUS_READ: 'demo', PLAUSIBLE_URL: 'https://plausible.example' };
    expect(loadConfig(env).warnings).toEqual([expect.stringContaining('PLAUSIBLE_URL')]);
    expect(loadConfig({ ...env, FAWKES_HOST: '0.0.0.0' }).warnings).toEqual([
      expect.stringContaining('0.0.0.0'),
      expect.stringContaining('PLAUSIBLE_URL'),
    ]);
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['localhost', true],
  ['127.example.com', false],
  ['0.0.0.0', false],
])('isLoopback(%s) is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
