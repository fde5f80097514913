import type { FunnelDefinition, FunnelExclusion } from '@fawkes/contract';

/**
 * Funnels once more, as plain loops over a person's events, written apart from the SQL: what the tests hold the product against.
 * Steps, the entry and exclusions are matched by the events' names alone.
 */
export interface FunnelEvent {
  person: string;
  name: string;
  time: number;
  interactive: boolean;
  site: string;
  /** Properties: `group` may be held, `plan` is broken down by. */
  group: string;
  plan: string;
}

/** What one person, session or attempt did. */
export interface PlainUnit {
  person: string;
  start: number;
  /** The time of each place (the entry, then the steps), null where it was not reached. */
  reached: Array<number | null>;
  value: string;
}

interface Attempt extends PlainUnit {
  depth: number;
  removed: boolean;
  /** The next attempt may start at this event of the stream, or at this time. */
  next: { place: number } | { time: number };
}

type At = 'first' | 'last' | number;

interface Asked extends FunnelDefinition {
  windowMs: number;
  from: number;
  to: number;
  at: At;
}

/** All that is counted by the definition, in no order. */
export function unitsOf(events: FunnelEvent[], asked: Asked): PlainUnit[] {
  const { counting = 'person', start = 'any' } = asked;
  return [...new Set(events.map((e) => e.person))].flatMap((person) => {
    const own = events.filter((e) => e.person === person);
    const groups = counting === 'session' ? sessionsIn(own) : [own];
    const streams = groups.map((group) => streamsIn(group, asked).map((stream) => attemptsIn(stream, asked)));
    if (streams.flat(2).some(({ removed }) => removed)) {
      return [];
    }
    if (counting === 'total') {
      return streams.flat(2);
    }
    return streams.flatMap((group) => {
      const all = group.flat();
      const better = (a: Attempt, b: Attempt) => (start === 'first' ? 0 : b.depth - a.depth) || a.start - b.start;
      // Sorting is stable: of equal ones the first stream's counts, and streams are in the order of the value held.
      return all.length === 0 ? [] : [all.sort(better)[0] as Attempt];
    });
  });
}

/** A person's events by session: on one site, no gap over 30 minutes, cut at 24 hours. */
function sessionsIn(events: FunnelEvent[]): FunnelEvent[][] {
  const sessions: FunnelEvent[][] = [];
  for (const site of new Set(events.map((e) => e.site))) {
    let previous: number | undefined;
    let first = 0;
    for (const event of events.filter((e) => e.site === site).sort((a, b) => a.time - b.time)) {
      const isNew = previous === undefined || event.time - previous > 30 * 60_000;
      first = isNew ? event.time : first;
      const day = (time: number) => Math.floor((time - first) / 86_400_000);
      if (isNew || day(event.time) !== day(previous as number)) {
        sessions.push([]);
      }
      sessions.at(-1)?.push(event);
      previous = event.time;
    }
  }
  return sessions;
}

/** The events that are looked at, in order, apart for each value that is held. */
function streamsIn(events: FunnelEvent[], asked: Asked): FunnelEvent[][] {
  const seen = asked.order === 'strict' ? events.filter((e) => e.interactive) : events;
  const values = asked.hold ? [...new Set(seen.map((e) => e.group))].filter((v) => v !== '').sort() : [undefined];
  return values.map((value) =>
    inOrder(
      seen.filter((e) => value === undefined || e.group === value),
      asked
    )
  );
}

const meets = (event: FunnelEvent, match: { events?: string[] | undefined }): boolean =>
  match.events?.some((name) => name === '*' || name === event.name) ?? false;

function inOrder(events: FunnelEvent[], { entry, steps, exclusions = [] }: Asked): FunnelEvent[] {
  const matchers = [...(entry ? [entry] : []), ...steps.map((s) => s.match), ...exclusions.map((x) => x.match)];
  const rank = (e: FunnelEvent) => matchers.map((m) => (meets(e, m) ? '0' : '1')).join('');
  return events.toSorted((a, b) => a.time - b.time || compare(rank(a), rank(b)) || compare(a.plan, b.plan));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The attempts of a stream that count or compete: of `total` those that do not overlap, else from every start, or from the first. */
function attemptsIn(stream: FunnelEvent[], asked: Asked): Attempt[] {
  const isStart = (e: FunnelEvent) =>
    e.time >= asked.from &&
    e.time < asked.to &&
    (asked.entry
      ? meets(e, asked.entry)
      : asked.order === 'unordered'
        ? asked.steps.some((s) => meets(e, s.match))
        : meets(e, asked.steps[0]!.match));
  const starts = stream.flatMap((e, place) => (isStart(e) ? [place] : []));
  if (asked.start === 'first') {
    return starts.slice(0, 1).map((place) => attemptFrom(stream, place, asked));
  }
  if (asked.counting !== 'total') {
    return starts.map((place) => attemptFrom(stream, place, asked));
  }
  const attempts: Attempt[] = [];
  for (const place of starts) {
    const next = attempts.at(-1)?.next;
    if (!next || ('place' in next ? place >= next.place : (stream[place] as FunnelEvent).time >= next.time)) {
      attempts.push(attemptFrom(stream, place, asked));
    }
  }
  return attempts;
}

/** An event of the stream that a place of the funnel was reached by. */
interface Made {
  time: number;
  place: number;
}

function attemptFrom(stream: FunnelEvent[], start: number, asked: Asked): Attempt {
  const startTime = (stream[start] as FunnelEvent).time;
  const end = startTime + asked.windowMs;
  const required = asked.steps.flatMap((step, i) => (step.optional ? [] : [i]));
  const ways = { ordered: orderedFrom, strict: strictFrom, unordered: unorderedFrom };
  const made = ways[asked.order ?? 'ordered'](stream, start, asked, required);
  const inTime = (step: number) => made[step] !== undefined && made[step].time <= end;
  const firsts = (asked.exclusions ?? []).map((exclusion) => {
    const [from, to] = [exclusion.from - 1, exclusion.to - 1];
    const before = (time: number) => (inTime(to) ? time < (made[to] as Made).time : time <= end);
    const all = stream.filter(
      (e) => inTime(from) && meets(e, exclusion.match) && e.time > (made[from] as Made).time && before(e.time)
    );
    return { exclusion, first: all.length > 0 ? Math.min(...all.map((e) => e.time)) : undefined };
  });
  const found = (effect: NonNullable<FunnelExclusion['effect']>) =>
    firsts.flatMap(({ exclusion, first }) =>
      first !== undefined && (exclusion.effect ?? 'remove') === effect ? [first] : []
    );
  const last = Math.min(end, ...found('truncate'));
  const isReached = (step: number) => made[step] !== undefined && made[step].time <= last;
  const depth = required.filter(isReached).length;
  const steps = asked.steps.map((step, i) => {
    if (!step.optional) {
      return isReached(i) ? (made[i] as Made) : null;
    }
    return isReached(i - 1)
      ? optionalStep(stream, asked, i, { before: made[i - 1] as Made, next: made[i + 1], last })
      : null;
  });
  const all = [...(asked.entry ? [{ time: startTime, place: start }] : []), ...steps];
  const isDone = depth === required.length;
  const lastMade = steps.filter((s) => s !== null).at(-1);
  return {
    person: (stream[start] as FunnelEvent).person,
    start: startTime,
    depth,
    removed: found('remove').length > 0,
    reached: all.map((s) => s?.time ?? null),
    value: valueOf(stream, start, all, asked),
    next: isDone
      ? { time: (lastMade as Made).time + 1 }
      : asked.order === 'strict' && last === end
        ? { place: (lastMade?.place ?? start) + 1 }
        : { time: last + 1 },
  };
}

function valueOf(stream: FunnelEvent[], start: number, all: Array<Made | null>, { at, steps, entry }: Asked): string {
  const offset = entry ? 1 : 0;
  const isRequired = (place: number) => place < offset || !steps[place - offset]?.optional;
  const read =
    at === 'first'
      ? { place: start }
      : at === 'last'
        ? all.filter((s, i) => s !== null && isRequired(i)).at(-1)
        : all[at - 1 + offset];
  return read ? (stream[read.place] as FunnelEvent).plan : '';
}

/** By every way to choose different events in the order of time: the earliest moment at which each step can be done. */
function orderedFrom(stream: FunnelEvent[], start: number, asked: Asked, required: number[]): Record<number, Made> {
  const earliest: Record<number, Made> = {};
  const follow = (k: number, used: number[], time: number): void => {
    const step = required[k];
    if (step === undefined) {
      return;
    }
    stream.forEach((e, place) => {
      const isFirst = k === 0 && !asked.entry;
      if (isFirst ? place !== start : e.time < time || used.includes(place)) {
        return;
      }
      if (meets(e, asked.steps[step]!.match)) {
        const best = earliest[step];
        if (!best || e.time < best.time) {
          earliest[step] = { time: e.time, place };
        }
        follow(k + 1, [...used, place], e.time);
      }
    });
  };
  follow(0, [], (stream[start] as FunnelEvent).time);
  return earliest;
}

function strictFrom(stream: FunnelEvent[], start: number, asked: Asked): Record<number, Made> {
  const made: Record<number, Made> = {};
  let place = asked.entry ? stream.findIndex((e, i) => i >= start && meets(e, asked.steps[0]!.match)) : start;
  for (const [i, step] of asked.steps.entries()) {
    const event = stream[place];
    if (place < 0 || !event || !meets(event, step.match)) {
      break;
    }
    made[i] = { time: event.time, place };
    place += 1;
  }
  return made;
}

/** When k different steps can be done by different events from the start on, for k = 1, 2, …, by trying all events in turn. */
function unorderedFrom(stream: FunnelEvent[], start: number, asked: Asked): Record<number, Made> {
  const made: Record<number, Made> = {};
  const doneBy = new Map<number, number>();
  const assign = (place: number, tried: Set<number>): boolean =>
    asked.steps.some((step, i) => {
      if (tried.has(i) || !meets(stream[place] as FunnelEvent, step.match)) {
        return false;
      }
      tried.add(i);
      const other = doneBy.get(i);
      if (other === undefined || assign(other, tried)) {
        doneBy.set(i, place);
        return true;
      }
      return false;
    });
  for (let place = start; place < stream.length; place++) {
    const before = doneBy.size;
    if (assign(place, new Set()) && doneBy.size > before) {
      made[before] = { time: (stream[place] as FunnelEvent).time, place };
    }
  }
  return made;
}

/** Where steps may share events, an optional one counts strictly between the moments of its neighbours. */
function optionalStep(
  stream: FunnelEvent[],
  { steps }: Asked,
  i: number,
  { before, next, last }: { before: Made; next: Made | undefined; last: number }
): Made | null {
  const names = steps.flatMap((s) => [...new Set(s.match.events ?? [])]);
  const isShared = names.includes('*') || new Set(names).size < names.length;
  const place = stream.findIndex((e) => {
    const isAfter = isShared ? e.time > before.time : e.time >= before.time;
    const isBefore = !next || (isShared ? e.time < next.time : e.time <= next.time);
    return isAfter && isBefore && e.time <= last && meets(e, steps[i]!.match);
  });
  return place < 0 ? null : { time: (stream[place] as FunnelEvent).time, place };
}
