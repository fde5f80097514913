import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../test/ask';
import { startTestStore, type TestStore } from '../../test/engine';
import { load } from '../../test/events';
import { funnelOf, type PlainEvent, sessionsOf } from '../../test/oracle';

let engine: TestStore;
let runs = 0;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const from = Date.parse('2026-03-28T00:00:00Z'); // the clock of Berlin changes on the 29th
const DAY = 86_400_000;

/** Events close together and at equal times, so that gaps, windows and ties are met often. */
const plainEvents = (names: string[]) =>
  fc.array(
    fc.record({
      person: fc.constantFrom('ana', 'bob', 'cy'),
      name: fc.constantFrom(...names),
      time: fc.integer({ min: -30, max: 400 }).map((step) => from + step * 10 * 60_000),
    }),
    { maxLength: 40 }
  );

async function store(events: PlainEvent[]): Promise<string> {
  runs += 1;
  const workspace = `random${runs}`;
  const stored = events.map(({ person, name, time }) => ({
    workspace,
    user_id: person,
    name,
    time,
    interactive: name !== 'engagement',
  }));
  // In a shuffled order and in two parts: the order of arrival must not matter.
  const shuffled = stored
    .map((e, i) => ({ e, key: (i * 7919) % 31 }))
    .sort((a, b) => a.key - b.key)
    .map(({ e }) => e);
  await load(engine.store, shuffled.slice(0, 15));
  await load(engine.store, shuffled.slice(15));
  return workspace;
}

const range = { from: new Date(from).toISOString(), to: new Date(from + 2 * DAY).toISOString() };

test('sessions equal a plain count of them', async () => {
  await fc.assert(
    fc.asyncProperty(plainEvents(['pageview', 'pageview', 'Click', 'engagement']), async (events) => {
      const workspace = await store(events);
      const expected = sessionsOf(events).filter((s) => s.start >= from && s.start < from + 2 * DAY);
      const measures = (['sessions', 'bounce_rate', 'session_duration', 'views_per_visit'] as const).map((measure) => ({
        measure,
      }));
      const answered = await ask(
        engine.store,
        { v: 1, kind: 'trends', range, interval: 'range', measures },
        { workspace }
      );
      const n = expected.length;
      const sum = (of: (s: (typeof expected)[0]) => number) => expected.reduce((all, s) => all + of(s), 0);
      const counted = columns(answered);
      expect(counted['sessions']).toEqual([n]);
      const ratios: Array<[string, number]> = [
        ['bounce_rate', sum((s) => (s.bounced ? 100 : 0))],
        ['session_duration', sum((s) => s.seconds)],
        ['views_per_visit', sum((s) => s.views)],
      ];
      for (const [name, total] of ratios) {
        expect(counted[name]).toEqual([n === 0 ? null : expect.closeTo(total / n, 9)]);
      }
    }),
    { numRuns: 100, seed: 1 }
  );
});

test('people by day of a zone equal a plain count, and days add up for counts', async () => {
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' });
  await fc.assert(
    fc.asyncProperty(plainEvents(['pageview', 'Click']), async (events) => {
      const workspace = await store(events);
      const query = { v: 1, kind: 'trends', range, timezone: 'Europe/Berlin' } as const;
      const measures = [
        { measure: 'unique_visitors' as const },
        { measure: 'page_views' as const },
        { measure: 'events' as const },
      ];
      const counted = columns(await ask(engine.store, { ...query, interval: '1d', measures }, { workspace }));
      const inRange = events.filter((e) => e.time >= from && e.time < from + 2 * DAY);
      const days = (counted['time'] as number[]).map((start) => day.format(start));
      expect(days).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
      const people = days.map(
        (d) => new Set(inRange.filter((e) => day.format(e.time) === d).map((e) => e.person)).size
      );
      expect(counted['unique_visitors']).toEqual(people);
      const total = (counted['events'] as number[]).reduce((a, b) => a + b);
      expect(total).toBe(inRange.length);
    }),
    { numRuns: 60, seed: 2 }
  );
});

test.each([[['A', 'B', 'C']], [['A', 'B', 'A']], [['A', 'A']]])(
  'the funnel %j equals trying every way',
  async (steps) => {
    await fc.assert(
      fc.asyncProperty(plainEvents(['A', 'B', 'C']), fc.integer({ min: 1, max: 60 }), async (random, window) => {
        // A step that stands twice is only exact where its events have different times.
        const events =
          new Set(steps).size === steps.length ? random : random.map((e, i) => ({ ...e, time: e.time + i }));
        const workspace = await store(events);
        const asked = steps.map((name, i) => ({ name: `${name}${i}`, match: { events: [name] } }));
        const query = { v: 1, kind: 'funnel', range, window: `${window * 10}m`, steps: asked } as const;
        const answered = await ask(engine.store, query, { workspace });
        expect(columns(answered)['users_completed']).toEqual(
          funnelOf(events, steps, window * 600_000, from, from + 2 * DAY)
        );
      }),
      { numRuns: 70, seed: 3 }
    );
  }
);
