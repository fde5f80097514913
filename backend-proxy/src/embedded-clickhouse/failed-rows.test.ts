import { expect, it } from 'vitest';
import { rowsOf, engineForTests } from './test-engine';

const test = engineForTests();

const ROUNDS = 100;
const ROWS = 400;

/** Fails behind rows that were emitted already, in blocks of ten: chDB keeps them in the connection they came from. */
const failing = (secret: string) =>
  `SELECT '${secret}' AS v, number, throwIf(number = 3000) AS f FROM numbers(4000) SETTINGS max_block_size = 10, max_threads = 1`;

const good = (name: string) => `SELECT '${name}' AS v, number AS n FROM numbers(${ROWS})`;

// The worst that chDB does when used carelessly: one caller gets another's rows. This test is to stay.
it('never gives rows of a failed query to another one', async () => {
  const outcomes = Array.from({ length: ROUNDS }, async (_, i) => {
    const secret = rowsOf(test.client, failing(`secret ${i}`));
    const rows = rowsOf<{ v: string; n: number }>(test.client, good(`good ${i}`));
    const empty = rowsOf(test.client, `SELECT 'empty ${i}' AS v WHERE 0`);
    await expect(secret).rejects.toMatchObject({ code: '395' });
    expect(await empty).toEqual([]);
    expect(await rows).toEqual(Array.from({ length: ROWS }, (_row, n) => ({ v: `good ${i}`, n })));
  });
  await Promise.all(outcomes);
}, 120_000);

it('never does so one after the other, for any form of the result', async () => {
  for (let i = 0; i < 15; i++) {
    await expect(rowsOf(test.client, failing(`secret ${i}`))).rejects.toThrow();
    for (const format of ['JSON', 'CSV', 'JSONCompactEachRow', 'TabSeparatedWithNames'] as const) {
      const result = await test.client.query({ query: `SELECT ${i} AS v`, format });
      const text = await result.text();
      expect(text).toContain(`${i}`);
      expect(text).not.toContain('secret');
    }
  }
});

it('never does so when the failed one is an insert or a command', async () => {
  await test.client.command({ query: 'CREATE TABLE sink (v String) ENGINE = MergeTree ORDER BY v' });
  for (let i = 0; i < 15; i++) {
    const query = `INSERT INTO sink SELECT concat(v, toString(f)) FROM (${failing(`secret ${i}`)})`;
    await expect(test.client.command({ query })).rejects.toThrow();
    expect(await rowsOf(test.client, 'SHOW TABLES')).toEqual([{ name: 'sink' }]);
    expect(await rowsOf(test.client, `SELECT ${i} AS v`)).toEqual([{ v: i }]);
  }
});
