import { type FunnelDefinition, type Matcher, windowMilliseconds } from '@fawkes/contract';
import { sessionsOf } from '../../test/oracle';
import { DEFAULT_FEATURES } from '../catalog/defaults';
import type { DemoEvent } from './day';

/**
 * The definitions once more, as plain loops over the generated events, apart from the SQL: what the demo's rates are held
 * against. Links between anonymous readers and users are followed.
 */
export interface Told {
  /** Events by person, in order of time. */
  people: Map<string, DemoEvent[]>;
  /** The moment as of which is asked. */
  now: number;
}

const DAY = 86_400_000;

export function tell(events: DemoEvent[], now: number): Told {
  const known = events.filter(({ timestamp }) => timestamp <= now);
  const users = new Map<string, string>();
  for (const { user_id, anonymous_id } of known) {
    if (user_id && anonymous_id && !users.has(anonymous_id)) {
      users.set(anonymous_id, user_id);
    }
  }
  const people = new Map<string, DemoEvent[]>();
  for (const event of known) {
    const person = event.user_id ?? users.get(event.anonymous_id!) ?? event.anonymous_id!;
    people.set(person, [...(people.get(person) ?? []), event]);
  }
  return { people, now };
}

/** Of the people active in the 30 days before now, the percentage who used each feature. */
export function adoption({ people, now }: Told): Record<string, number> {
  const active = [...people.values()]
    .map((events) => events.filter((e) => e.timestamp >= now - 30 * DAY))
    .filter((events) => events.some(isInteractive));
  return Object.fromEntries(
    DEFAULT_FEATURES.map(({ name, match }) => {
      const users = active.filter((events) => events.some((e) => meets(e, match)));
      return [name, (100 * users.length) / active.length];
    })
  );
}

/** How many people entered in the 30 days before now, and did each step within the window of their best attempt. */
export function funnel({ people, now }: Told, { entry, steps, window }: FunnelDefinition): number[] {
  const windowMs = windowMilliseconds(window);
  const reached = [0, ...steps.map(() => 0)];
  for (const events of people.values()) {
    const entries = events.filter((e) => e.timestamp >= now - 30 * DAY && meets(e, entry!));
    const depths = entries.map((start) =>
      depth(
        events,
        steps.map(({ match }) => match),
        start.timestamp,
        windowMs
      )
    );
    for (let k = 0; k <= Math.max(-1, ...depths); k++) {
      reached[k]! += 1;
    }
  }
  return reached;
}

/** The generated events meet one step at most, so that the next event of a step is always the best one. */
function depth(events: DemoEvent[], steps: Matcher[], start: number, windowMs: number): number {
  let at = start;
  for (const [k, step] of steps.entries()) {
    const next = events.find((e) => e.timestamp >= at && e.timestamp <= start + windowMs && meets(e, step));
    if (!next) {
      return k;
    }
    at = next.timestamp;
  }
  return steps.length;
}

export type Segment = 'At Risk' | 'New Users' | 'Power Users' | 'Regular Users';

/** The percentage of each segment among the people active in the 90 days before now. */
export function segments({ people, now }: Told): Record<Segment, number> {
  const found = [...people.values()].map((events) => segmentOf(events, now)).filter((segment) => segment !== undefined);
  const share = (segment: Segment) => (100 * found.filter((s) => s === segment).length) / found.length;
  return {
    'Power Users': share('Power Users'),
    'Regular Users': share('Regular Users'),
    'New Users': share('New Users'),
    'At Risk': share('At Risk'),
  };
}

function segmentOf(events: DemoEvent[], now: number): Segment | undefined {
  const active = events.filter(isInteractive).map((e) => e.timestamp);
  const firstSeen = active[0]!;
  const lastSeen = active.at(-1) ?? 0;
  if (lastSeen < now - 90 * DAY) {
    return undefined;
  }
  const sessions = sessionStarts(events);
  const split = now - 14 * DAY;
  const from = Math.max(firstSeen, now - 90 * DAY);
  const earlier = sessions.filter((s) => s >= from && s < split).length;
  const mean = earlier / Math.max(1, (split - from) / (7 * DAY));
  const recent = sessions.filter((s) => s >= split).length / 2;
  if (lastSeen < split || (earlier >= 4 && recent < mean / 2)) {
    return 'At Risk';
  }
  if (firstSeen >= split) {
    return 'New Users';
  }
  const month = events.filter((e) => e.timestamp >= now - 28 * DAY);
  const features = DEFAULT_FEATURES.filter(({ match }) => month.some((e) => meets(e, match))).length;
  const weekly = sessions.filter((s) => s >= now - 28 * DAY).length / 4;
  return weekly > 10 && features >= 4 ? 'Power Users' : 'Regular Users';
}

function sessionStarts(events: DemoEvent[]): number[] {
  return [...new Set(events.map((e) => e.site))].flatMap((site) =>
    sessionsOf(
      events.filter((e) => e.site === site).map(({ name, timestamp }) => ({ person: '', name, time: timestamp }))
    ).map(({ start }) => start)
  );
}

function isInteractive({ interactive }: DemoEvent): boolean {
  return interactive !== false;
}

function meets({ name, url }: DemoEvent, { events = [], paths = [] }: Matcher): boolean {
  const path = name === 'pageview' ? new URL(url!).pathname : undefined;
  const named = events.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
  );
  return (
    named ||
    (path !== undefined && paths.some((p) => (p.endsWith('**') ? path.startsWith(p.slice(0, -2)) : path === p)))
  );
}
