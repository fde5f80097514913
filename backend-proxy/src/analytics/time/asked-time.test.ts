import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { at, day, MONDAY, world } from '../../../test/world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

describe('time', () => {
  test('a range holds its start and not its end', async () => {
    const { measure } = await world(engine.store, [at(0), at(24), at(24 - 1 / HOUR)]);
    expect(await measure(['page_views'])).toEqual({ page_views: 2 });
  });

  test('asOf answers as if it were that moment', async () => {
    const { measure } = await world(engine.store, [at(1), at(11), at(13)]);
    const asOf = MONDAY + 12 * HOUR;
    expect(await measure(['page_views', 'total_users'], { asOf })).toEqual({ page_views: 2, total_users: 1 });
    expect(await measure(['page_views'], { asOf, range: { last: '6h' } })).toEqual({ page_views: 1 });
    expect(await measure(['page_views'], { asOf: MONDAY - HOUR })).toEqual({ page_views: 0 });
  });

  test('the previous period has as many calendar days, and ends where this one starts', async () => {
    // Two days to 31 March in Berlin; before them 27 and 28 March: from 26 March 23:00Z, since the clock changes on the 29th.
    const { measure } = await world(
      engine.store,
      [
        '2026-03-26T22:59:59Z',
        '2026-03-26T23:00:00Z',
        '2026-03-28T22:59:59Z',
        '2026-03-28T23:00:00Z',
        '2026-03-30T22:00:00Z',
      ].map((time) => ({ time, user_id: 'ana' }))
    );
    const range = { from: '2026-03-28T23:00:00Z', to: '2026-03-30T22:00:00Z' };
    expect(await measure(['page_views'], { range, timezone: 'Europe/Berlin', compare: 'previous' })).toEqual({
      page_views: 1,
      'page_views{previous}': 2,
      page_views_change: -50,
    });
  });

  test('a bucket that the range or the moment cuts is marked', async () => {
    const workspace = 'empty';
    const answered = await ask(
      engine.store,
      {
        v: 1,
        kind: 'trends',
        range: { from: MONDAY + 12 * HOUR, to: MONDAY + 5 * DAY },
        asOf: MONDAY + 3.5 * DAY,
        interval: '1d',
        measures: [{ measure: 'events' }],
      },
      { workspace }
    );
    expect(columns(answered)['events']).toEqual([0, 0, 0, 0]);
    expect(answered.frames[0]?.schema.meta?.['custom']).toMatchObject({ incomplete: [day(0), day(3)] });
  });
});
