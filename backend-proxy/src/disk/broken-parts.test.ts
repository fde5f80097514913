import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { load } from '../../test/events';
import { sql } from '../store/sql';
import { partChecksOf } from './broken-parts';

const BLOCKS = 5;

let tested: TestStore;
beforeAll(async () => {
  tested = await startTestStore();
});
afterAll(() => tested.stop());

test('a merged part that is cut short is found, and the engine, started again, has every event from the parts it was made of', async () => {
  const { store, engine } = tested;
  for (let block = 0; block < BLOCKS; block++) {
    await load(store, [{ time: Date.UTC(2026, 2, 2) + block, user_id: `u${block}` }]);
  }
  const begun = Date.now() - 60_000;
  await store.command(sql`OPTIMIZE TABLE events FINAL`);
  expect(await partChecksOf(store).firstBroken(begun)).toBeUndefined();

  const [part] = await activeParts();
  truncateSync(join(part?.path ?? '', 'data.cmrk4'));
  expect(await partChecksOf(store).firstBroken(begun)).toBe(`events/${part?.name}`);
  // What was written before the time in question is not looked at.
  expect(await partChecksOf(store).firstBroken(Date.now() + 60_000)).toBeUndefined();

  const { restarts } = engine.state();
  engine.restart();
  while (engine.state().restarts === restarts || engine.state().status !== 'ready') {
    await sleep(20);
  }
  const { rows } = await store.query(sql`SELECT count() AS events, uniqExact(user_id) AS people FROM events`);
  expect(rows).toEqual([{ events: BLOCKS, people: BLOCKS }]);
  expect(await partChecksOf(store).firstBroken(begun)).toBeUndefined();
});

async function activeParts(): Promise<Array<{ name: string; path: string }>> {
  const { rows } = await tested.store.query<{ name: string; path: string }>(
    sql`SELECT name, path FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND active`
  );
  return rows;
}
