import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine } from './index';
import { connectTo, rowsOf } from './test-engine';

const log = pino({ level: 'silent' });
let directory: string;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'test-start-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('an engine', () => {
  it('keeps what it has over a stop and a start, with another password', async () => {
    const first = await startEngine({ directory: join(directory, 'made', 'where missing'), log });
    const before = connectTo(first);
    await before.command({ query: 'CREATE TABLE t (n UInt8) ENGINE = MergeTree ORDER BY n' });
    await before.insert({ table: 't', values: [{ n: 1 }], format: 'JSONEachRow' });
    await before.close();
    await first.stop();

    const second = await startEngine({ directory: join(directory, 'made', 'where missing'), log });
    const after = connectTo(second);
    expect(await rowsOf(after, 'SELECT n FROM t')).toEqual([{ n: 1 }]);
    expect(second.connection.password).not.toBe(first.connection.password);
    await after.close();
    await second.stop();
  });

  it('listens on a port of the loopback where asked to, the same one after a restart', async () => {
    const engine = await startEngine({ directory, log, port: 0 });
    const { url, agent } = engine.connection;
    expect([url, agent]).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), undefined]);
    const client = connectTo(engine);
    expect(await rowsOf(client, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);

    process.kill(engine.state().pid!, 'SIGKILL');
    await expect
      .poll(() => engine.state(), { timeout: 20_000, interval: 10 })
      .toMatchObject({ status: 'ready', restarts: 1 });
    expect(engine.connection.url).toBe(url);
    expect(await rowsOf(client, 'SELECT 2 AS n')).toEqual([{ n: 2 }]);
    await client.close();
    await engine.stop();
  });

  it('shows its password to nobody who looks at its process, and gets none of the secrets of its parent', async () => {
    process.env['A_SECRET'] = 'of the parent';
    const engine = await startEngine({ directory, log });
    delete process.env['A_SECRET'];
    const { pid } = engine.state();
    const seen = await Promise.all(['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')));
    expect(seen.join()).not.toContain(engine.connection.password);
    expect(seen.join()).not.toContain('of the parent');
    await engine.stop();
  });

  it('that cannot start says why, and leaves its directory free', async () => {
    await writeFile(join(directory, 'clickhouse'), 'no directory');
    const failed = startEngine({ directory, log });
    await expect(failed).rejects.toThrow(/^The engine's process ended with exit code 1: .*EEXIST/);
    expect(await readdir(directory)).toEqual(['clickhouse']);
  });
});
