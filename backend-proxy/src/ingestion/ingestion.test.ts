import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { Problem } from '../problem';
import { sql } from '../store/sql';
import type { EventStore } from '../store/event-store';
import { createIngestion } from './ingestion';
import { testEvent } from './test-event';

const log = pino({ level: 'silent' });
let engine: TestStore;
beforeAll(async () => (engine = await startTestStore()), 60_000);
afterAll(() => engine.stop());

const start = (store: EventStore = engine.store) => createIngestion({ store, log });

async function stored(name: string): Promise<number> {
  const { rows } = await engine.store.query<{ n: number; name: string }>(
    sql`SELECT name, count() AS n FROM events GROUP BY name`
  );
  return rows.find((row) => row.name === name)?.n ?? 0;
}

describe('an id counts once', () => {
  it('in one request', async () => {
    const event = testEvent({ name: 'one request', event_id: 'a' });
    const other = testEvent({ name: 'one request', event_id: 'b' });
    expect(await start().accept([event, { ...event }, other])).toEqual({ accepted: 2, duplicates: 1 });
    expect(await stored('one request')).toBe(2);
  });

  it('in two requests at the same time', async () => {
    const ingestion = start();
    const event = testEvent({ name: 'two requests', event_id: 'two' });
    const receipts = await Promise.all([ingestion.accept([event]), ingestion.accept([{ ...event }])]);
    expect(receipts).toEqual([
      { accepted: 1, duplicates: 0 },
      { accepted: 0, duplicates: 1 },
    ]);
    expect(await stored('two requests')).toBe(1);
  });

  it('over a restart, also with another time and name', async () => {
    const event = testEvent({ name: 'restart', event_id: 'restart' });
    await start().accept([event]);
    const later = { ...event, time: event.time + 1, name: 'restarted' };
    expect(await start().accept([later])).toEqual({ accepted: 0, duplicates: 1 });
    expect(await stored('restarted')).toBe(0);
  });

  it('by workspace and site', async () => {
    const ingestion = start();
    const event = testEvent({ name: 'sites', event_id: 'sites' });
    await ingestion.accept([event]);
    const others = [
      { ...event, site: 'other.example' },
      { ...event, workspace: 'other' },
    ];
    expect(await ingestion.accept(others)).toEqual({ accepted: 2, duplicates: 0 });
  });

  it('while events without an id all count', async () => {
    const event = testEvent({ name: 'no id' });
    expect(await start().accept([event, { ...event }])).toEqual({ accepted: 2, duplicates: 0 });
    expect(await stored('no id')).toBe(2);
  });

  it('among 10,000 of 200 characters with quotes', async () => {
    const events = Array.from({ length: 10_000 }, (_, i) =>
      testEvent({ name: 'many', event_id: `${i} ${"'".repeat(195)}` })
    );
    const ingestion = start();
    expect(await ingestion.accept(events)).toEqual({ accepted: 10_000, duplicates: 0 });
    expect(await ingestion.accept(events.slice(5000))).toEqual({ accepted: 0, duplicates: 5000 });
  }, 30_000);
});

describe('a group', () => {
  it('is one block for each month, and its requests each hear of their own events', async () => {
    const tokens: string[] = [];
    const counting: EventStore = {
      ...engine.store,
      insert(block) {
        tokens.push(block.token);
        return engine.store.insert(block);
      },
    };
    const ingestion = start(counting);
    const month = (text: string) => testEvent({ name: 'months', time: Date.parse(text) });
    const requests = Array.from({ length: 20 }, () => [month('2026-10-31T23:59:59Z'), month('2026-11-01T00:00:00Z')]);
    const receipts = await Promise.all(requests.map((events) => ingestion.accept(events)));
    expect(receipts).toEqual(requests.map(() => ({ accepted: 2, duplicates: 0 })));
    expect(await stored('months')).toBe(40);
    expect(new Set(tokens).size).toBe(2);
    expect(ingestion.state()).toEqual({ status: 'ready', queued: 0, accepted: 40, reason: undefined });
  });
});

describe('trouble', () => {
  const gone = new Problem(503, 'engine_unavailable', 'gone');
  const dead: EventStore = {
    ...({} as EventStore),
    insert: () => Promise.reject(gone),
    query: () => Promise.reject(gone),
    command: () => Promise.reject(gone),
  };

  it('is a 503 after a while, and seen in the state', async () => {
    const ingestion = createIngestion({ store: dead, log, limits: { patienceMs: 100 } });
    await expect(ingestion.accept([testEvent({})])).rejects.toMatchObject({ status: 503 });
    expect(ingestion.state()).toEqual({ status: 'failing', queued: 0, accepted: 0, reason: 'gone' });
  });

  it('turns events away while too many wait', async () => {
    const ingestion = createIngestion({ store: dead, log, limits: { patienceMs: 200, queueBytes: 1600 } });
    const waiting = [1, 2, 3].map(() => ingestion.accept([testEvent({})]));
    await expect(ingestion.accept([testEvent({}), testEvent({})])).rejects.toMatchObject({
      status: 503,
      code: 'ingestion_busy',
    });
    expect(ingestion.state().queued).toBe(3);
    const ends = await Promise.allSettled(waiting);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('of closing loses nothing that waits', async () => {
    const ingestion = start();
    const last = ingestion.accept([testEvent({ name: 'last' })]);
    await ingestion.close();
    expect(await last).toEqual({ accepted: 1, duplicates: 0 });
    await expect(ingestion.accept([testEvent({})])).rejects.toMatchObject({ code: 'ingestion_closed' });
  });
});
