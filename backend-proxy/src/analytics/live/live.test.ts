import type { QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, MONDAY } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const MINUTE = 60_000;
/** 12:00:40 on Monday. */
const NOW = MONDAY + 12 * 60 * MINUTE + 40_000;
const now: Extract<QueryInput, { kind: 'live' }> = { v: 1, kind: 'live', asOf: NOW };

/** So many seconds before now. */
const ago = (seconds: number, changes: Partial<TestEvent> = {}) => at(0, { time: NOW - seconds * 1000, ...changes });

let runs = 0;
async function answered(events: TestEvent[], changes: object = {}) {
  const workspace = `live${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answer = await ask(engine.store, { ...now, ...changes }, { workspace });
  const people = async (pick: object) => {
    const of = { kind: 'live', ...changes, pick };
    const asked = { v: 1, kind: 'people', range: { last: '1d' }, asOf: NOW, of } as QueryInput;
    return columns(await ask(engine.store, asked, { workspace }))['person']!.toSorted();
  };
  return { frames: answer.frames.map((_, i) => columns(answer, i)), answer, people };
}

describe('by hand', () => {
  const EVENTS = [
    ago(0.001, { user_id: 'ana', path: '/a' }),
    ago(300, { user_id: 'bob', path: '/b' }), // five minutes ago to the second
    ago(300.001, { user_id: 'cy', path: '/a', source: 'Google' }),
    ago(100, { user_id: 'ana', name: 'Order', path: '/b' }),
    ago(1800, { user_id: 'dan', path: '/a' }), // 11:30:40, in the minute before the thirty
    ago(1779, { user_id: 'eve', path: '/c' }), // 11:31:01
    ago(0, { user_id: 'fay' }), // not before now
    ago(200, { user_id: '', path: '/a' }),
  ];

  test('who is here now, and the last half hour', async () => {
    const { frames, people } = await answered(EVENTS);
    expect(frames[0]).toEqual({ current_visitors: [2], visitors: [4], page_views: [5], events: [6] });
    expect(await people({ who: 'current_visitors' })).toEqual(['ana', 'bob']);
    expect(await people({ who: 'visitors' })).toEqual(['ana', 'bob', 'cy', 'eve']);
  });

  test('minute by minute of the clock, the one under way as the last', async () => {
    const { frames, answer } = await answered(EVENTS);
    const { time, visitors, page_views } = frames[1]!;
    const start = MONDAY + (11 * 60 + 31) * MINUTE;
    expect(time).toEqual(Array.from({ length: 30 }, (_, i) => start + i * MINUTE));
    // eve at 11:31, bob and cy at 11:55 (:40.000 and :39.999), ana from 11:59 on.
    const found = visitors!.flatMap((n, i) => (n === 0 ? [] : [[i, n, page_views![i]]]));
    expect(found).toEqual([
      [0, 1, 1],
      [24, 2, 2],
      [28, 1, 0],
      [29, 1, 1],
    ]);
    expect(answer.frames[1]!.schema.meta!['custom']).toMatchObject({ incomplete: ['2026-03-02T12:00:00.000Z'] });
  });

  test('by page and source, those of the half hour and those of now', async () => {
    const { frames, people } = await answered(EVENTS);
    expect(frames[2]).toEqual({
      'page.path': ['/a', '/b', '/c'],
      visitors: [2, 2, 1],
      current_visitors: [1, 2, 0],
    });
    // What nobody did belongs to no session, and so to no source.
    expect(frames[3]).toEqual({
      'session.source': ['Direct', 'Google', '(none)'],
      visitors: [3, 1, 0],
      current_visitors: [2, 0, 0],
    });
    expect(await people({ who: 'visitors', property: 'page.path', value: '/a' })).toEqual(['ana', 'cy']);
    expect(await people({ who: 'current_visitors', property: 'page.path', value: '/a' })).toEqual(['ana']);
  });

  test('by properties of one’s own choice; what is left out is said', async () => {
    const { frames, answer } = await answered(EVENTS, { properties: ['event.name'], limit: 1 });
    expect(frames.slice(2)).toEqual([{ 'event.name': ['pageview'], visitors: [4], current_visitors: [2] }]);
    expect(answer.meta.cut).toEqual({ what: 'event.name', shown: 1, total: 2 });
  });

  test('where nothing happens everything is 0', async () => {
    const { frames } = await answered([ago(7200)]);
    expect(frames[0]).toEqual({ current_visitors: [0], visitors: [0], page_views: [0], events: [0] });
    expect(frames[2]).toEqual({ 'page.path': [], visitors: [], current_visitors: [] });
  });
});

test('equals a plain count; nobody is here now who was not in the half hour', async () => {
  const event = fc.record({
    user: fc.constantFrom('ana', 'bob', 'cy', ''),
    seconds: fc.integer({ min: -60, max: 2000 }),
  });
  const worlds = fc.sample(fc.array(event, { maxLength: 15 }), { numRuns: 200, seed: 41 });
  await load(
    engine.store,
    worlds.flatMap((events, run) =>
      events.map(({ user, seconds }) => ago(seconds, { user_id: user, workspace: `random${run}` }))
    )
  );
  for (const [run, events] of worlds.entries()) {
    const answer = await ask(engine.store, { ...now, properties: [] }, { workspace: `random${run}` });
    const within = (seconds: number) => events.filter((e) => e.seconds > 0 && e.seconds <= seconds);
    const people = (seconds: number) =>
      new Set(
        within(seconds)
          .map((e) => e.user)
          .filter(Boolean)
      ).size;
    // From 11:31:00 on.
    expect(columns(answer)).toMatchObject({
      current_visitors: [people(300)],
      visitors: [people(1780)],
      events: [within(1780).length],
    });
    const minutes = Array.from({ length: 30 }, (_, i) => {
      const from = MONDAY + (11 * 60 + 31 + i) * MINUTE;
      return within(1780).filter(({ seconds }) => NOW - seconds * 1000 >= from && NOW - seconds * 1000 < from + MINUTE)
        .length;
    });
    expect(columns(answer, 1)['events']).toEqual(minutes);
  }
}, 120_000);
