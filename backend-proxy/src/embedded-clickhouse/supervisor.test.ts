import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { isRunning } from './process-identity';
import { rowsOf, running, engineForTests } from './test-engine';

const test = engineForTests();

/** Kills the engine's process; the answer resolves when another one is ready. */
async function kill(): Promise<{ again: Promise<void> }> {
  const { pid, restarts } = test.engine.state();
  process.kill(pid!, 'SIGKILL');
  await expect.poll(() => test.engine.state().status, { interval: 1 }).toBe('failing');
  const again = expect
    .poll(() => test.engine.state(), { timeout: 20_000, interval: 10 })
    .toMatchObject({ status: 'ready', restarts: restarts + 1, reason: undefined });
  return { again };
}

describe('an engine that was killed', () => {
  it('is started again, says why meanwhile, and has what it had', async () => {
    await test.client.command({ query: 'CREATE TABLE t (n UInt8) ENGINE = MergeTree ORDER BY n' });
    await test.client.insert({ table: 't', values: [{ n: 1 }], format: 'JSONEachRow' });
    const before = test.engine.state();
    expect(before).toMatchObject({ status: 'ready', restarts: 0, reason: undefined });

    const { again } = await kill();
    expect(test.engine.state()).toMatchObject({ pid: undefined, reason: expect.stringContaining('SIGKILL') });

    await again;
    expect(test.engine.state().pid).not.toBe(before.pid);
    expect(await rowsOf(test.client, 'SELECT n FROM t')).toEqual([{ n: 1 }]);
  });

  it('gives queries in flight an error, and later ones an answer', async () => {
    const asked = rowsOf(test.client, "SELECT sum(sipHash64(number, 'in flight')) FROM numbers(1000000000000)");
    asked.catch(() => undefined);
    await expect.poll(() => running(test.client, 'in flight'), { interval: 10 }).toBe(1);
    const { again } = await kill();
    await expect(asked).rejects.toThrow(/hang up|ECONNRESET/);
    await again;
    expect(await rowsOf(test.client, 'SELECT 2 AS n')).toEqual([{ n: 2 }]);
  });

  it('is waited for a little longer each time', async () => {
    const pauses: number[] = [];
    for (let i = 0; i < 3; i++) {
      const { again } = await kill();
      const start = performance.now();
      await expect.poll(() => test.engine.state().pid, { timeout: 20_000, interval: 1 }).toBeDefined();
      pauses.push(performance.now() - start);
      await again;
    }
    expect(pauses[2]).toBeGreaterThan(pauses[0]! * 1.5);
  });
});

it('is not touched by the Ctrl-C and the closed terminal of its parent', async () => {
  const { pid, restarts } = test.engine.state();
  process.kill(pid!, 'SIGINT');
  process.kill(pid!, 'SIGHUP');
  expect(await rowsOf(test.client, 'SELECT sleep(0.2) AS n')).toEqual([{ n: 0 }]);
  expect(test.engine.state()).toMatchObject({ status: 'ready', pid, restarts });
});

// Last in this file: it ends the engine.
it('leaves nothing but its data when it is stopped, and ends what runs', async () => {
  const asked = rowsOf(test.client, "SELECT sum(sipHash64(number, 'stopped')) FROM numbers(1000000000000)");
  asked.catch(() => undefined);
  await expect.poll(() => running(test.client, 'stopped'), { interval: 10 }).toBe(1);
  const pid = test.engine.state().pid!;
  const start = performance.now();
  await Promise.all([test.engine.stop(), test.engine.stop()]);
  expect(performance.now() - start).toBeLessThan(4000);
  await expect(asked).rejects.toMatchObject({ code: '236', type: 'ABORTED' });
  expect(test.engine.state()).toMatchObject({ status: 'stopped', pid: undefined, reason: undefined });
  expect(await isRunning(pid, undefined)).toBe(false);
  expect((await readdir(test.directory)).sort()).toEqual(['clickhouse', 'spool']);
});
