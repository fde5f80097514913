import { expect, it } from 'vitest';
import { engineForTests, rowsOf } from './test-engine';

const test = engineForTests();

// A million groups of arrays: about 200 MB, as one can see by taking the setting away.
const QUERY = `
  SELECT count() AS groups, sum(length(list)) AS numbers
  FROM (SELECT number % 1000000 AS k, groupArray(number) AS list FROM numbers(4000000) GROUP BY k)
  SETTINGS max_memory_usage = 170000000`;

it('groups more than it may hold, by way of the disk', async () => {
  expect(await rowsOf(test.client, QUERY)).toEqual([{ groups: 1_000_000, numbers: 4_000_000 }]);
});

it('is what makes the difference', async () => {
  const query = `${QUERY}, max_bytes_before_external_group_by = 0, max_bytes_ratio_before_external_group_by = 0`;
  await expect(rowsOf(test.client, query)).rejects.toMatchObject({ code: '241' });
});

it('keeps little of what each of its threads freed', async () => {
  const [{ stats } = { stats: '' }] = await rowsOf<{ stats: string }>(
    test.client,
    'SELECT stats FROM system.jemalloc_stats'
  );
  expect(stats).toMatch(/opt\.tcache_max: 1024\n/);
  // Without the setting its idle threads hold more than 10 MB there.
  expect(Number(/^tcache_bytes: +(\d+)/m.exec(stats)?.[1])).toBeLessThan(8_000_000);
});
