import { expect, it } from 'vitest';
import { rowsOf, engineForTests } from './test-engine';

const POOL_SIZE = 3;
const test = engineForTests({ poolSize: POOL_SIZE });

it('runs as many queries at a time as the pool has places', async () => {
  const seen = await Promise.all(
    Array.from({ length: 24 }, () =>
      rowsOf<{ n: number }>(
        test.client,
        "SELECT (SELECT count() FROM system.processes WHERE query LIKE '%sleepEachRow%') AS n, sleepEachRow(0.02) FROM numbers(3)"
      )
    )
  );
  const most = Math.max(...seen.flat().map(({ n }) => n));
  expect(most).toBeLessThanOrEqual(POOL_SIZE);
  expect(most).toBeGreaterThan(1);
});

it('answers 1,000 queries at once, each its own', async () => {
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, i) =>
      rowsOf(test.client, 'SELECT {i:UInt32} AS i, {s:String} AS s', { query_params: { i, s: `text ${i}` } })
    )
  );
  answers.forEach((rows, i) => expect(rows).toEqual([{ i, s: `text ${i}` }]));
}, 120_000);

it('keeps reads and writes apart that happen at once', async () => {
  await test.client.command({ query: 'CREATE TABLE t (n UInt32) ENGINE = MergeTree ORDER BY n' });
  await Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      await test.client.insert({ table: 't', values: [{ n }], format: 'JSONEachRow' });
      expect(await rowsOf(test.client, 'SELECT n FROM t WHERE n = {n:UInt32}', { query_params: { n } })).toEqual([
        { n },
      ]);
    })
  );
  expect(await rowsOf(test.client, 'SELECT count() AS rows, sum(n) AS n FROM t')).toEqual([{ rows: 100, n: 4950 }]);
}, 120_000);
