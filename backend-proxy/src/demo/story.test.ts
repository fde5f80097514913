import { expect, test } from 'vitest';
import { DEFAULT_FUNNELS } from '../catalog/defaults';
import { dateOf, DAY_MS, dayNumber, startOf } from './calendar';
import { type DemoEvent, eventsOfDay } from './day';
import { EXPERIMENTS, FADING, OUTAGE, RELEASE } from './story';
import { streamOf } from './stream';
import { adoption, funnel, tell } from './test-rates';
import { dayIn, foundWorld } from './world';

const NOW = Date.parse('2026-11-24T22:00:00Z');
const world = foundWorld(NOW);
const stream = streamOf(world);
const today = dayIn(world, '2026-11-24');
const until = (day: number) => startOf(dateOf(dayNumber('2026-11-24') + day - today));
const between = (from: number, to: number) => [...stream.between(until(from), until(to) - 1)].flat();

function conversion(name: string, from: number, to: number): number {
  const reached = funnel(
    tell(between(from, to), until(to)),
    DEFAULT_FUNNELS.find((f) => f.name === name)!
  );
  return (100 * reached.at(-1)!) / reached[0]!;
}

test('the release helps the service creation, and nothing else', () => {
  const before = [RELEASE.day - 30, RELEASE.day] as const;
  const after = [RELEASE.day, RELEASE.day + 30] as const;
  expect(conversion('service_creation', ...after) - conversion('service_creation', ...before)).toBeGreaterThan(8);
  expect(Math.abs(conversion('deployment', ...after) - conversion('deployment', ...before))).toBeLessThan(2);
});

test('a feature fades', () => {
  const adopted = (day: number) => adoption(tell(between(day - 30, day), until(day)))['Configure Monitoring']!;
  expect(adopted(FADING.from + 5) - adopted(FADING.to + 30)).toBeGreaterThan(6);
});

test('the outage keeps people from their work before noon, and they catch up after it', () => {
  const events = eventsOfDay(world, dateOf(dayNumber('2026-11-24') + OUTAGE.firstDay - today));
  const midnight = until(OUTAGE.firstDay);
  const down = events.filter(({ timestamp }) => {
    const minute = (timestamp - midnight) / 60_000;
    return minute >= OUTAGE.fromMinute + 15 && minute < OUTAGE.toMinute;
  });
  expect(down.filter(({ name }) => name === 'Error Shown').length).toBeGreaterThan(20);
  expect(down.filter(({ name }) => name === 'Deploy Success').length).toBeLessThan(3);
  expect(events.filter(({ name }) => name === 'Deploy Success').length).toBeGreaterThan(20);
});

test('one experiment wins, the other has a broken split', () => {
  const events = [...stream.between(NOW - 90 * DAY_MS, NOW)].flat();
  const [gallery, ranking] = EXPERIMENTS.map(({ id, goal }) => arms(events, `${id}-1`, goal));
  expect(zOfRates(gallery!)).toBeGreaterThan(3.5);
  expect(zOfSplit(gallery!)).toBeLessThan(1);
  expect(Math.abs(zOfRates(ranking!))).toBeLessThan(1.96);
  expect(zOfSplit(ranking!)).toBeGreaterThan(3.3);
});

interface Arm {
  people: number;
  converted: number;
}

function arms(events: DemoEvent[], experimentId: string, goal: string): [control: Arm, variant: Arm] {
  const seen = events.filter(({ props }) => props?.experimentId === experimentId);
  const arm = (variant: string) => {
    const own = seen.filter(({ props }) => props?.variant === variant);
    const people = (list: DemoEvent[]) => new Set(list.map(({ user_id }) => user_id)).size;
    return { people: people(own), converted: people(own.filter(({ name }) => name === goal)) };
  };
  return [arm('control'), arm('variant')];
}

function zOfRates([a, b]: [Arm, Arm]): number {
  const pooled = (a.converted + b.converted) / (a.people + b.people);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.people + 1 / b.people));
  return (b.converted / b.people - a.converted / a.people) / error;
}

function zOfSplit([a, b]: [Arm, Arm]): number {
  return Math.abs(a.people - b.people) / Math.sqrt(a.people + b.people);
}
