import { BEHAVIOURS, type QueryInput, type Segment } from '@fawkes/contract';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import type { PlainEvent } from '../../../test/oracle';
import {
  asStored,
  type Habits,
  habitsOf,
  PLAIN_FEATURES,
  plainEvents,
  QUIET,
  segmentOf,
  sizesOf,
  SMALL_RULES,
} from './test-people';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(
    engine.store,
    WORLDS.flatMap((events, i) => asStored(events, `world${i}`))
  );
});
afterAll(() => engine.stop());

/** Four weeks of New York around the 8th of March, a day of 23 hours there. */
const START = Date.parse('2026-02-20T05:00:00Z');
const DAY = 86_400_000;
const timezone = 'America/New_York';
const WORLDS = fc.sample(plainEvents(START, 28 * 24), { numRuns: 200, seed: 11 });
const rules = SMALL_RULES;
const features = PLAIN_FEATURES.map((name) => ({ name, match: { events: [name] } }));

/** From the 5th of March to the 11th, at noon or at midnight. */
const ends = [Date.parse('2026-03-11T16:00:00Z'), Date.parse('2026-03-12T04:00:00Z')];
const from = Date.parse('2026-03-05T05:00:00Z');
const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone);

/** Asks each world as of one of the two ends, some at a time, and compares with plain counts. */
async function inEachWorld(
  query: object | ((world: World) => object),
  compare: (world: World, answered: Answered) => void
): Promise<void> {
  const worlds = WORLDS.map((events, i) => ({ events, i, end: ends[Math.floor(i / 4) % 2] as number }));
  for (let i = 0; i < worlds.length; i += 4) {
    await Promise.all(
      worlds.slice(i, i + 4).map(async (world) => {
        const own = typeof query === 'function' ? query(world) : query;
        const question = { v: 1, range: { from, to: world.end }, timezone, ...own } as QueryInput;
        const answered = await ask(engine.store, question, { workspace: `world${world.i}`, features, segments });
        compare(world, (frame = 0) => columns(answered, frame));
      })
    );
  }
}

interface World {
  events: PlainEvent[];
  i: number;
  end: number;
}
type Answered = (frame?: number) => Record<string, unknown[]>;

const isKnown = ({ events }: World) => events.some(({ name }) => !QUIET.includes(name));
const at = (end: number) => ({ timezone, rules, end });
const close = (number: number) => expect.closeTo(number, 9) as number;

test('segments: sizes, means, and sizes at the end of each day', async () => {
  // All days at once are much to prepare for a few events: in every fourth world.
  const isDaily = ({ i }: World) => i % 4 < 1;
  const query = (world: World) => ({ kind: 'segments', rules, ...(isDaily(world) ? { interval: '1d' } : {}) });
  await inEachWorld(query, (world, answered) => {
    const { events, end } = world;
    const people = habitsOf(events, at(end));
    const sizes = sizesOf(events, at(end));
    const means = (of: (habits: Habits) => number) =>
      BEHAVIOURS.map((name) => {
        const own = people.filter((habits) => segmentOf(habits, at(end)) === name).map(of);
        return own.length === 0 ? null : close(own.reduce((a, b) => a + b) / own.length);
      });
    const nobody = [null, null, null, null];
    const recentFrom = instant(end).subtract({ days: rules.recentDays }).epochMilliseconds;
    const unseen = ({ last }: Habits) => (end - last) / DAY;
    const engagement = (habits: Habits) =>
      (Math.min(1, habits.activeDays / rules.fullDays) +
        Math.sqrt(habits.recentFeatures / PLAIN_FEATURES.length) +
        Math.max(0, 1 - unseen(habits) / rules.recentDays)) *
      (10 / 3);
    expect(answered(), `world ${world.i}`).toEqual({
      segment: BEHAVIOURS,
      type: BEHAVIOURS.map(() => 'behavioural'),
      people: isKnown(world) ? sizes : nobody,
      share: sizes.map((size) => (people.length === 0 ? null : close((100 * size) / people.length))),
      engagement: means(engagement),
      weekly_sessions: means(({ sessions }) => (sessions.filter((s) => s >= recentFrom).length * 7) / rules.recentDays),
      features_used: means(({ recentFeatures }) => recentFeatures),
      days_since_seen: means(unseen),
    });
    expect(answered(1)['people']).toEqual([isKnown(world) ? people.length : null]);
    if (!isDaily(world)) {
      return;
    }
    const { time, ...overTime } = answered(2);
    const dayEnds = time!.map((start) => Math.min(end, instant(start as number).add({ days: 1 }).epochMilliseconds));
    const expected = dayEnds.map((dayEnd) => (isKnown(world) ? sizesOf(events, at(dayEnd)) : nobody));
    expect(Object.values(overTime)).toEqual(BEHAVIOURS.map((_, segment) => expected.map((row) => row[segment])));
  });
}, 240_000);

test('flows: people by both segments; their sums are the sizes', async () => {
  const names = ['None', ...BEHAVIOURS];
  await inEachWorld({ kind: 'flows', rules }, (world, answered) => {
    const { events, end } = world;
    const segments = (moment: number) =>
      new Map(habitsOf(events, at(moment)).map((habits) => [habits.person, segmentOf(habits, at(moment))]));
    const [before, after] = [segments(from), segments(end)];
    const pairs = new Map<string, number>();
    for (const person of new Set([...before.keys(), ...after.keys()])) {
      const pair = `${before.get(person) ?? 'None'} > ${after.get(person) ?? 'None'}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    const flows = answered();
    const counted = flows['people']!.map((people, i) => [`${flows['from']![i]} > ${flows['to']![i]}`, people]);
    expect(Object.fromEntries(counted), `world ${world.i}`).toEqual(Object.fromEntries(pairs));
    expect(flows['from']).toEqual(
      flows['from']!.toSorted((a, b) => names.indexOf(String(a)) - names.indexOf(String(b)))
    );
    if (isKnown(world)) {
      expect(answered(1)).toMatchObject({ before: sizesOf(events, at(from)), after: sizesOf(events, at(end)) });
    }
  });
}, 240_000);

test('RFM: fifths by how many have less', async () => {
  await inEachWorld({ kind: 'rfm', rules }, ({ events, end, i }, answered) => {
    const people = habitsOf(events, at(end));
    const fifth = (of: (habits: Habits) => number, own: Habits) =>
      1 + Math.floor((5 * people.filter((other) => of(other) < of(own)).length) / people.length);
    const expected = people.map((own) =>
      [
        fifth(({ last }) => last, own),
        fifth(({ sessions }) => sessions.length, own),
        fifth((h) => h.features, own),
      ].join()
    );
    const { recency, frequency, breadth, people: counts } = answered(2);
    const counted = counts!.flatMap((n, row) =>
      Array.from({ length: n as number }, () => [recency![row], frequency![row], breadth![row]].join())
    );
    expect(counted.toSorted(), `world ${i}`).toEqual(expected.toSorted());
  });
}, 240_000);

test('L7: people by the exact number of days', async () => {
  await inEachWorld({ kind: 'power-curve', days: 7 }, (world, answered) => {
    const { events, end } = world;
    const week = { ...rules, recentDays: 7 };
    const days = habitsOf(events, { timezone, end, rules: week }).map(({ activeDays }) => activeDays);
    const expected = [1, 2, 3, 4, 5, 6, 7].map((n) =>
      isKnown(world) ? days.filter((active) => active === n).length : null
    );
    expect(answered()['people'], `world ${world.i}`).toEqual(expected);
  });
}, 240_000);

/** Whoever did A in the active days, and who did not. */
const segments: Segment[] = [{ name: 'Of A', rule: { did: { events: ['A'] }, within: `${rules.activeDays}d` } }];

test('overlap: each person in exactly one combination', async () => {
  const names = ['New Users', 'Of A', 'Regular Users'];
  await inEachWorld({ kind: 'overlap', segments: names, rules }, ({ events, end, i }, answered) => {
    const activeFrom = instant(end).subtract({ days: rules.activeDays }).epochMilliseconds;
    const expected = habitsOf(events, at(end)).map((habits) => {
      const didA = events.some(
        ({ person, name, time }) => person === habits.person && name === 'A' && time >= activeFrom && time < end
      );
      const segment = segmentOf(habits, at(end));
      return names.filter((name) => (name === 'Of A' ? didA : name === segment)).join(' & ') || 'None of them';
    });
    const { combination, people } = answered();
    const counted = combination!.flatMap((name, row) => Array.from({ length: people![row] as number }, () => name));
    expect(counted.toSorted(), `world ${i}`).toEqual(expected.toSorted());
  });
}, 240_000);

test('what stands out: who did what, of the segment and of everyone else', async () => {
  const query = { kind: 'standout', of: 'Regular Users', properties: ['event.name'], rules };
  await inEachWorld(query, ({ events, end, i }, answered) => {
    const activeFrom = instant(end).subtract({ days: rules.activeDays }).epochMilliseconds;
    const people = habitsOf(events, at(end));
    const isInside = (habits: Habits) => segmentOf(habits, at(end)) === 'Regular Users';
    const [inside, others] = [people.filter(isInside), people.filter((habits) => !isInside(habits))];
    const who = (name: string, group: Habits[]) =>
      group.filter(({ person }) =>
        events.some((e) => e.person === person && e.name === name && e.time >= activeFrom && e.time < end)
      ).length;
    const share = (count: number, group: Habits[]) => (group.length === 0 ? null : close((100 * count) / group.length));
    const { value, people: counts, share: shares, share_others, odds_ratio, p, p_corrected } = answered();
    const names = ['pageview', ...PLAIN_FEATURES].filter((name) => who(name, people) > 0);
    expect(value!.toSorted(), `world ${i}`).toEqual(names.toSorted());
    value!.forEach((name, row) => {
      const [did, didElse] = [who(String(name), inside), who(String(name), others)];
      const odds = ((did + 1) * (others.length - didElse + 1)) / ((inside.length - did + 1) * (didElse + 1));
      expect([counts![row], shares![row], share_others![row], odds_ratio![row]], `world ${i}`).toEqual([
        did,
        share(did, inside),
        share(didElse, others),
        close(odds),
      ]);
      expect(Number(p_corrected![row])).toBeGreaterThanOrEqual(Number(p![row]));
    });
  });
}, 240_000);
