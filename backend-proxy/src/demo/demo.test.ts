import { eventInputSchema } from '@fawkes/contract';
import { expect, it, test } from 'vitest';
import { dateAt, startOf } from './calendar';
import { type DemoEvent, eventsOfDay } from './day';
import { joinedByEndOf, joiningOf } from './growth';
import { ROLL_OUT_WEEKS } from './story';
import { batchesOf, streamOf } from './stream';
import { DEMO_SITES } from './index';
import { foundWorld, watermark, worldOfEvent } from './world';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const DAY = 86_400_000;
const world = foundWorld(NOW);
const history = [...streamOf(world).between(NOW - 90 * DAY, NOW)].flat();

test('a day is the same whenever it is told', () => {
  expect(eventsOfDay(foundWorld(NOW + 3_600_000), '2026-10-14')).toEqual(eventsOfDay(world, '2026-10-14'));
});

test('days follow each other in order, each within its own bounds', () => {
  // The clocks change in the night to October 25.
  for (const date of ['2026-10-24', '2026-10-25', '2026-10-26']) {
    const times = eventsOfDay(world, date).map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times.map(dateAt))).toEqual(new Set([date]));
  }
});

it('makes valid events of its own sites, with ids of their own', () => {
  const invalid = history.filter((event) => !eventInputSchema.safeParse(event).success);
  expect(invalid).toEqual([]);
  expect(new Set(history.map(({ site }) => site))).toEqual(new Set(DEMO_SITES));
  expect(new Set(history.map(({ id }) => id)).size).toBe(history.length);
});

it('tells nothing of the future', () => {
  expect(history.at(-1)!.timestamp).toBeLessThanOrEqual(NOW);
  expect(history.at(-1)!.timestamp).toBeGreaterThan(NOW - 600_000);
});

test('any event says in which world it happened', () => {
  const later = eventsOfDay(world, '2027-09-01')[0]!;
  for (const { timestamp } of [history[0]!, history.at(-1)!, later]) {
    expect(worldOfEvent(timestamp)).toEqual(world);
  }
  const stranger = NOW + ((watermark(world) + 500) % 1000);
  expect(worldOfEvent(stranger)).toEqual(foundWorld(stranger));
});

test('everybody joins on the day by whose end they are counted, also after the roll-out', () => {
  for (const day of [-400, -3, 0, 4, 5, 90, 7 * ROLL_OUT_WEEKS - 1, 7 * ROLL_OUT_WEEKS, 7 * ROLL_OUT_WEEKS + 100]) {
    const newest = joinedByEndOf(day) - 1;
    expect(joiningOf(newest).day).toBeLessThanOrEqual(day);
    expect(joiningOf(newest + 1).day).toBeGreaterThan(day);
  }
});

test('batches keep the order, and what happens at once together', () => {
  const at = (timestamp: number) => ({ timestamp }) as DemoEvent;
  const batches = [
    ...batchesOf(
      [
        [at(1), at(2), at(2)],
        [at(2), at(3)],
      ],
      2
    ),
  ];
  expect(batches.map((batch) => batch.map(({ timestamp }) => timestamp))).toEqual([[1, 2, 2, 2], [3]]);
});

test('weeks have their season: working days are busy, weekends and nights are not', () => {
  const perDay = (date: string) => eventsOfDay(world, date).length;
  expect(perDay('2026-11-18')).toBeGreaterThan(5 * perDay('2026-11-21'));
  const nightly = eventsOfDay(world, '2026-11-18').filter(
    ({ timestamp }) => timestamp < startOf('2026-11-18') + 4 * 3_600_000
  );
  expect(nightly).toEqual([]);
});
