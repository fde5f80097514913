import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { bind, sql } from '../store/sql';
import { createIngestion } from './ingestion';
import { testEvent } from './test-event';

const KILLS = 6;
const SENDERS = 8;

let engine: TestStore;
beforeAll(async () => (engine = await startTestStore()), 60_000);
afterAll(() => engine.stop());

it('stores every acknowledged event once, while the engine is killed again and again', async () => {
  const ingestion = createIngestion({ store: engine.store, log: pino({ level: 'silent' }) });
  const acknowledged = new Set<string>();
  let sending = true;

  async function send(sender: number): Promise<void> {
    for (let n = 0; sending; n++) {
      // Every other sender gives its events ids, and sends each request twice.
      const withIds = sender % 2 === 0;
      const events = [0, 1, 2].map((i) => {
        const key = `${sender} ${n} ${i}`;
        return testEvent({ user_id: key, event_id: withIds ? key : '' });
      });
      const requests = withIds ? [events, events.map((event) => ({ ...event }))] : [events];
      const answers = await Promise.allSettled(requests.map((request) => ingestion.accept(request)));
      if (answers.some(({ status }) => status === 'fulfilled')) {
        events.forEach(({ user_id }) => acknowledged.add(user_id));
      }
    }
  }

  const senders = Array.from({ length: SENDERS }, (_, sender) => send(sender));
  for (let kill = 0; kill < KILLS; kill++) {
    const before = acknowledged.size;
    await expect.poll(() => acknowledged.size, { timeout: 30_000 }).toBeGreaterThan(before + 50);
    await sleep(7 * kill);
    process.kill(engine.engine.state().pid!, 'SIGKILL');
  }
  await expect.poll(() => engine.engine.state().status, { timeout: 30_000 }).toBe('ready');
  sending = false;
  await Promise.all(senders);
  await ingestion.close();

  const { rows } = await engine.store.query<{ user_id: string; n: number }>(
    sql`SELECT user_id, count() AS n FROM events GROUP BY user_id`
  );
  const counts = new Map(rows.map(({ user_id, n }) => [user_id, n]));
  expect([...acknowledged].filter((key) => counts.get(key) !== 1)).toEqual([]);
  expect(rows.filter(({ n }) => n > 1)).toEqual([]);
  const { rows: derived } = await engine.store.query(sql`
    SELECT (SELECT uniqExact(event_hash) FROM events WHERE event_hash != 0)
      - (SELECT uniqExact(event_hash) FROM event_ids) AS ids,
    uniqExact(person) - (SELECT uniqExact(person) FROM first_seen) AS people
    FROM events WHERE workspace = ${bind('String', 'w')}`);
  expect(derived).toEqual([{ ids: 0, people: 0 }]);
}, 120_000);
