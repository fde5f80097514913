import { BEHAVIOURS, type Behaviour, type SegmentRules } from '@fawkes/contract';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type PlainEvent, sessionsOf } from '../../../test/oracle';
import type { TestEvent } from '../../../test/events';

/**
 * The behavioural segments once more, as plain loops over arrays, written apart from the SQL: what the tests hold it against.
 */
export interface Habits {
  person: string;
  first: number;
  last: number;
  activeDays: number;
  /** Distinct features used in the recent days, and in the active days. */
  recentFeatures: number;
  features: number;
  /** Starts of sessions within the active days. */
  sessions: number[];
}

export interface Asked {
  end: number;
  timezone: string;
  rules: SegmentRules;
}

/** The names of events that are features, too. */
export const PLAIN_FEATURES = ['A', 'B', 'C'];
/** Events that make nobody active; the second is part of sessions all the same. */
export const QUIET = ['engagement', 'Quiet'];
const WEEK = 7 * 86_400_000;

/** Small rules, so that few events meet all bounds. */
export const SMALL_RULES: SegmentRules = {
  activeDays: 10,
  riskDays: 3,
  riskShare: 0.5,
  riskSessions: 3,
  newDays: 4,
  powerSessions: 5,
  powerFeatures: 2,
  recentDays: 6,
  fullDays: 4,
};

const HOUR = 3_600_000;

/** Events of three people on a grid of hours from `start` on, so that bounds are met exactly, and some 29 or 31 minutes apart. */
export function plainEvents(start: number, hours: number): fc.Arbitrary<PlainEvent[]> {
  const event = fc.record({
    person: fc.constantFrom('ana', 'bob', 'cy'),
    name: fc.constantFrom('pageview', 'pageview', ...PLAIN_FEATURES, ...QUIET),
    time: fc
      .tuple(fc.integer({ min: 0, max: hours }), fc.constantFrom(0, 0, 29, 60))
      .map(([hour, minutes]) => start + hour * HOUR + minutes * 60_000),
  });
  return fc.array(event, { minLength: 1, maxLength: 70 });
}

export function asStored(events: PlainEvent[], workspace: string): TestEvent[] {
  return events.map(({ person, name, time }) => ({
    workspace,
    user_id: person,
    name,
    time,
    interactive: !QUIET.includes(name),
  }));
}

/** How each person behaved who was active within the active days before `end`. */
export function habitsOf(events: PlainEvent[], { end, timezone, rules }: Asked): Habits[] {
  const now = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO(timezone);
  const back = (days: number) => now.subtract({ days }).epochMilliseconds;
  const dateOf = (time: number) =>
    Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timezone).toPlainDate();
  const today = dateOf(end - 1);
  return [...new Set(events.map(({ person }) => person))].flatMap((person) => {
    const own = events.filter((e) => e.person === person);
    const active = own.filter((e) => !QUIET.includes(e.name) && e.time < end);
    const within = active.filter((e) => e.time >= back(rules.activeDays));
    if (within.length === 0) {
      return [];
    }
    const days = new Set(within.map((e) => dateOf(e.time).until(today).days).filter((ago) => ago < rules.recentDays));
    const used = (since: number) =>
      PLAIN_FEATURES.filter((name) => within.some((e) => e.name === name && e.time >= since)).length;
    return {
      person,
      first: Math.min(...active.map(({ time }) => time)),
      last: Math.max(...active.map(({ time }) => time)),
      activeDays: days.size,
      recentFeatures: used(back(rules.recentDays)),
      features: used(0),
      sessions: sessionsOf(own)
        .map(({ start }) => start)
        .filter((start) => start >= back(rules.activeDays) && start < end),
    };
  });
}

export function segmentOf(habits: Habits, { end, timezone, rules }: Asked): Behaviour {
  const now = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO(timezone);
  const back = (days: number) => now.subtract({ days }).epochMilliseconds;
  const risk = back(rules.riskDays);
  const from = Math.max(habits.first, back(rules.activeDays));
  const earlier = habits.sessions.filter((start) => start >= from && start < risk).length;
  const mean = earlier / Math.max(1, (risk - from) / WEEK);
  const lately = habits.sessions.filter((start) => start >= risk).length / (rules.riskDays / 7);
  if (habits.last < risk || (earlier >= rules.riskSessions && lately < rules.riskShare * mean)) {
    return 'At Risk';
  }
  if (habits.first >= back(rules.newDays)) {
    return 'New Users';
  }
  const weekly = habits.sessions.filter((start) => start >= back(rules.recentDays)).length / (rules.recentDays / 7);
  return weekly > rules.powerSessions && habits.recentFeatures >= rules.powerFeatures ? 'Power Users' : 'Regular Users';
}

/** How many people are in each segment, in the order of BEHAVIOURS. */
export function sizesOf(events: PlainEvent[], asked: Asked): number[] {
  const segments = habitsOf(events, asked).map((habits) => segmentOf(habits, asked));
  return BEHAVIOURS.map((name) => segments.filter((segment) => segment === name).length);
}
