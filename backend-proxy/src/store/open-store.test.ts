import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { blockOf } from '../../test/events';
import { testEvent } from '../ingestion/test-event';
import { catchUp } from './catch-up';
import { isStored } from './is-stored';
import { knownIds } from './known-ids';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import { bind, sql } from './sql';

let engine: TestStore;
beforeAll(async () => (engine = await startTestStore()), 60_000);
afterAll(() => engine.stop());

const TIME = Date.parse('2026-11-23T10:00:00.123Z');

async function counts(): Promise<unknown> {
  const { rows } = await engine.store.query(sql`
    SELECT (SELECT count() FROM events) AS events, (SELECT uniqExact(event_hash) FROM event_ids) AS ids,
      (SELECT count() FROM first_seen FINAL) AS people`);
  return rows[0];
}

describe('query', () => {
  it('gives rows with whole numbers as numbers, and the time it took', async () => {
    const { rows, ms } = await engine.store.query(
      sql`SELECT toUInt64(7) AS n, ${bind('String', "o'clock \\ \n {p1:String}")} AS text, ${bind('Array(String)', ["a'", 'b,c'])} AS list`
    );
    expect(rows).toEqual([{ n: 7, text: "o'clock \\ \n {p1:String}", list: ["a'", 'b,c'] }]);
    expect(ms).toBeGreaterThan(0);
  });

  it('takes more parameters than fit into an address', async () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `id ${i} ${'x'.repeat(40)}`);
    const { rows } = await engine.store.query(sql`SELECT length(${bind('Array(String)', ids)}) AS n`);
    expect(rows).toEqual([{ n: 10_000 }]);
  });

  it('turns errors of the engine into problems that show no SQL', async () => {
    const wrong = engine.store.query(sql`SELECT secret FROM nowhere_${sql`else`}`);
    await expect(wrong).rejects.toMatchObject({ name: 'Problem', status: 500, code: 'engine_error' });
    await expect(wrong).rejects.not.toThrow(/SELECT|nowhere/);
    const long = engine.store.query(sql`SELECT sum(sipHash64(number)) FROM numbers(1000000000000)`, { maxSeconds: 1 });
    await expect(long).rejects.toMatchObject({ status: 504, code: 'timeout' });
    const large = engine.store.query(sql`SELECT number FROM numbers(100) SETTINGS max_result_rows = 10`);
    await expect(large).rejects.toMatchObject({ status: 422, code: 'too_many_rows' });
    const heavy = engine.store.query(
      sql`SELECT count() FROM (SELECT number FROM numbers(10000000) GROUP BY number) SETTINGS max_memory_usage = 10000000`
    );
    await expect(heavy).rejects.toMatchObject({ status: 503, code: 'out_of_memory' });
  });

  it('says that it took too long, too, where the engine does not keep to the limit', async () => {
    // To the engine 0 seconds are no limit: what ends the question is that its answer is not waited for.
    const endless = sql`SELECT sum(sipHash64(number)) FROM numbers(1000000000000)`;
    await expect(engine.store.query(endless, { maxSeconds: 0 })).rejects.toMatchObject({
      status: 504,
      code: 'timeout',
    });
  });

  it('ends in the engine when it is cancelled', async () => {
    const abort = new AbortController();
    const asked = engine.store.query(sql`SELECT sum(sipHash64(number)) AS cancel_me FROM numbers(1000000000000)`, {
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 300);
    await expect(asked).rejects.toMatchObject({ status: 499, code: 'cancelled' });
    await expect
      .poll(async () => {
        const { rows } = await engine.store.query<{ n: number }>(
          sql`SELECT count() AS n FROM system.processes WHERE query LIKE '%cancel_me%' AND query NOT LIKE '%processes%'`
        );
        return rows[0]?.n;
      })
      .toBe(0);
  });
});

describe('insert', () => {
  it('keeps every field, and derives the rest', async () => {
    const event = testEvent({
      time: TIME,
      event_id: 'e1',
      visitor_id: 'v1',
      user_id: 'u1',
      path: "/a'b\\c",
      props: { team: 'x', 'odd " key': 'd\té' },
      traits: { plan: 'free' },
      value: 1.25,
      currency: 'EUR',
    });
    const events = [{ ...event, received: Date.now() }];
    const block = blockOf('first', events);
    await engine.store.insert(block);
    await engine.store.insert(block);
    const { rows } = await engine.store.query(sql`
      SELECT toUnixTimestamp64Milli(time) AS time, event_id, path, props, traits, value, currency, interactive,
        user = sipHash64('user', 'u1') AS is_user, visitor = sipHash64('visitor', 'v1') AS is_visitor,
        person = user AS user_first, person_stable
      FROM events`);
    const { time, event_id, path, props, traits, value, currency, interactive } = event;
    expect(rows).toEqual([
      {
        time,
        event_id,
        path,
        props,
        traits,
        value,
        currency,
        interactive,
        is_user: 1,
        is_visitor: 1,
        user_first: 1,
        person_stable: true,
      },
    ]);
    expect(await counts()).toEqual({ events: 1, ids: 1, people: 1 });
    expect(await isStored(engine.store, block)).toBe(true);
    expect(await isStored(engine.store, { ...block, received: 1 })).toBe(false);
  });

  it('tells stable people from those of a day, and events of nobody', async () => {
    const events = [
      testEvent({ time: TIME, visitor_id: 'daily', visitor_daily: true }),
      testEvent({ time: TIME, visitor_id: 'stable' }),
      testEvent({ time: TIME }),
    ].map((event) => ({ ...event, received: Date.now() + 1 }));
    await engine.store.insert(blockOf('second', events));
    const { rows } = await engine.store.query(sql`
      SELECT visitor_id, person_stable AS stable, person != 0 AS person FROM events WHERE user_id = '' ORDER BY visitor_id`);
    expect(rows).toEqual([
      { visitor_id: '', stable: false, person: 0 },
      { visitor_id: 'daily', stable: false, person: 1 },
      { visitor_id: 'stable', stable: true, person: 1 },
    ]);
  });

  it('takes times of any year', async () => {
    const times = [Date.UTC(2000, 0, 1), Date.UTC(2026, 1, 28, 23, 59, 59, 999)];
    for (const time of times) {
      await engine.store.insert(blockOf(`at ${time}`, [{ ...testEvent({ time, name: 'old' }), received: 5 }]));
    }
    const { rows } = await engine.store.query<{ time: number }>(
      sql`SELECT toUnixTimestamp64Milli(time) AS time FROM events WHERE name = 'old' ORDER BY time`
    );
    expect(rows.map(({ time }) => time)).toEqual(times);
  });
});

describe('what views keep', () => {
  it('knows ids by workspace and site', async () => {
    expect(await knownIds(engine.store, 'w', 'docs.example', ['e0', 'e1', "e'"])).toEqual(['e1']);
    expect(await knownIds(engine.store, 'w', 'other.example', ['e1'])).toEqual([]);
    expect(await knownIds(engine.store, 'other', 'docs.example', ['e1'])).toEqual([]);
  });

  it('is caught up from the events, and only once', async () => {
    const before = await counts();
    await engine.store.command(sql`TRUNCATE TABLE event_ids`);
    await engine.store.command(sql`TRUNCATE TABLE first_seen`);
    await catchUp(engine.store);
    expect(await counts()).toEqual(before);
    await catchUp(engine.store);
    expect(await counts()).toEqual(before);
  });
});

describe('migrate', () => {
  it('can run again', async () => {
    const before = await counts();
    await engine.store.migrate();
    expect(await counts()).toEqual(before);
    const { rows } = await engine.store.query(sql`SELECT version, name FROM schema_migrations ORDER BY version`);
    expect(rows).toEqual(MIGRATIONS.map(({ version, name }) => ({ version, name })));
  });

  it('goes on where it stopped, and refuses what a newer program wrote', async () => {
    const next = {
      version: MIGRATIONS.length + 1,
      name: 'next',
      statements: [sql`CREATE TABLE IF NOT EXISTS next (a UInt8) ENGINE = Memory`],
    };
    const done = MIGRATIONS.map((step) => ({ ...step, statements: [sql`SELECT throwIf(1)`] }));
    await migrate(engine.store, [...done, next]);
    await expect(engine.store.migrate()).rejects.toMatchObject({
      code: 'schema_too_new',
      detail: expect.stringContaining(`version ${next.version}`),
    });
  });
});
