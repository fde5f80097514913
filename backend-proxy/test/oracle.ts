/**
 * The definitions once more, as plain loops over arrays, written apart from the SQL: what the tests hold the product against.
 */
export interface PlainEvent {
  person: string;
  name: string;
  time: number;
}

export interface PlainSession {
  person: string;
  start: number;
  seconds: number;
  views: number;
  bounced: boolean;
}

/** Sessions of one site: page views and custom events with no gap over 30 minutes, cut at 24 hours. */
export function sessionsOf(events: PlainEvent[]): PlainSession[] {
  const sessions: PlainSession[] = [];
  for (const person of new Set(events.map((e) => e.person))) {
    const own = events.filter((e) => e.person === person && e.name !== 'engagement').sort((a, b) => a.time - b.time);
    let current: PlainEvent[] = [];
    let chainStart = 0;
    for (const event of own) {
      const previous = current.at(-1);
      const continues = previous !== undefined && event.time - previous.time <= 30 * 60_000;
      const sameDay =
        previous !== undefined &&
        Math.floor((event.time - chainStart) / 86_400_000) === Math.floor((previous.time - chainStart) / 86_400_000);
      if (!continues) {
        chainStart = event.time;
      }
      if (previous !== undefined && !(continues && sameDay)) {
        sessions.push(summary(person, current));
        current = [];
      }
      current.push(event);
    }
    if (current.length > 0) {
      sessions.push(summary(person, current));
    }
  }
  return sessions;
}

function summary(person: string, events: PlainEvent[]): PlainSession {
  const first = events[0] as PlainEvent;
  const last = events.at(-1) as PlainEvent;
  const views = events.filter((e) => e.name === 'pageview').length;
  return {
    person,
    start: first.time,
    seconds: (last.time - first.time) / 1000,
    views,
    bounced: views === 1 && events.length === 1,
  };
}

/** How many persons reach each step of an ordered funnel: every start is tried, and every choice of events after it. */
export function funnelOf(events: PlainEvent[], steps: string[], windowMs: number, from: number, to: number): number[] {
  const reached = steps.map(() => 0);
  for (const person of new Set(events.map((e) => e.person))) {
    const own = events.filter((e) => e.person === person);
    const starts = own.filter((e) => e.name === steps[0] && e.time >= from && e.time < to);
    const depth = Math.max(0, ...starts.map((start) => furthest(own, steps, [start], start.time + windowMs)));
    for (let k = 0; k < depth; k++) {
      reached[k] = (reached[k] as number) + 1;
    }
  }
  return reached;
}

/** How many steps an attempt can come to make that has made some by the events `used`, in their order. */
function furthest(own: PlainEvent[], steps: string[], used: PlainEvent[], end: number): number {
  const made = used.length;
  const last = used[made - 1] as PlainEvent;
  const next = own.filter((e) => e.name === steps[made] && e.time >= last.time && e.time <= end && !used.includes(e));
  return Math.max(made, ...next.map((e) => furthest(own, steps, [...used, e], end)));
}
