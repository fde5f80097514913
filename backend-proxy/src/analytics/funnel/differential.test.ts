import { type FunnelDefinition, type QueryInput, windowMilliseconds } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { type FunnelEvent, type PlainUnit, unitsOf } from '../../../test/funnel-oracle';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const FROM = Date.parse('2026-03-28T00:00:00Z');
const MINUTE = 60_000;
const RUNS = 200;
const range = { from: FROM, to: FROM + 5 * 60 * MINUTE };

/** Close together and often at the same moment, so that windows, ties and ends of sessions are met often. */
const event: fc.Arbitrary<FunnelEvent> = fc.record({
  person: fc.constantFrom('ana', 'bob'),
  name: fc.constantFrom('A', 'A', 'B', 'B', 'C', 'X'),
  time: fc.integer({ min: -12, max: 48 }).map((step) => FROM + step * 10 * MINUTE),
  interactive: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  site: fc.constantFrom('docs.example', 'docs.example', 'app.example'),
  group: fc.constantFrom('', 'g', 'g', 'h'),
  plan: fc.constantFrom('free', 'pro', ''),
});

const matcher = fc
  .constantFrom(['A'], ['B'], ['C'], ['A', 'B'], ['B', 'C'], ['*'], ['A'], ['B'])
  .map((events) => ({ events: [...events] as string[] }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

interface Case {
  events: FunnelEvent[];
  definition: FunnelDefinition;
  at: 'first' | 'last' | number;
}

const funnelCase: fc.Arbitrary<Case> = fc
  .record({
    events: fc.array(event, { minLength: 1, maxLength: 22 }),
    steps: fc.array(fc.record({ match: matcher, optional: fc.integer({ min: 0, max: 3 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    entry: maybe(matcher),
    order: fc.constantFrom('ordered' as const, 'ordered' as const, 'strict' as const, 'unordered' as const),
    start: fc.constantFrom('any' as const, 'any' as const, 'first' as const),
    counting: fc.constantFrom('person' as const, 'session' as const, 'total' as const),
    window: fc.integer({ min: 1, max: 24 }).map((steps) => `${steps * 10}m`),
    exclusions: fc.array(
      fc.record({
        match: fc.constantFrom(['X'], ['X'], ['B'], ['*']).map((events) => ({ events: [...events] as string[] })),
        from: fc.integer({ min: 1, max: 3 }),
        to: fc.integer({ min: 2, max: 4 }),
        effect: fc.constantFrom('remove' as const, 'truncate' as const, 'truncate' as const),
      }),
      { maxLength: 2 }
    ),
    hold: maybe(fc.constant('props.group' as const)),
    at: fc.constantFrom('first' as const, 'last' as const, 1, 2),
  })
  .map(({ events, steps: random, at, start, ...rest }) => {
    const steps = random.map(({ match, optional }, i) => {
      const isInner = i > 0 && i < random.length - 1 && rest.order === 'ordered';
      return { name: `${i + 1}`, match, ...(isInner && i === 1 && optional === 0 ? { optional: true } : {}) };
    });
    const isFit = ({ from, to }: { from: number; to: number }) =>
      from < to && to <= steps.length && !steps[from - 1]?.optional && !steps[to - 1]?.optional;
    return {
      events,
      at: typeof at === 'number' ? Math.min(at, steps.length) : at,
      definition: {
        name: '',
        description: '',
        ...rest,
        steps,
        start: rest.counting === 'total' ? ('any' as const) : start,
        exclusions: rest.exclusions.filter(isFit),
      },
    };
  });

const mean = (values: number[]): unknown =>
  values.length === 0 ? null : expect.closeTo(values.reduce((a, b) => a + b) / values.length, 6);

/** What the frame `steps` says of these units. */
function stepsOf(units: PlainUnit[], { steps, entry }: FunnelDefinition) {
  const offset = entry ? 1 : 0;
  const did = (place: number) => units.filter((u) => u.reached[place] !== null);
  const before = (place: number) => (steps[place - 1 - offset]?.optional ? place - 2 : place - 1);
  const times = (from: number, to: number) =>
    units.flatMap(({ reached }) => {
      const [a, b] = [reached[from], reached[to]];
      return typeof a === 'number' && typeof b === 'number' ? [(b - a) / 1000] : [];
    });
  return {
    users_entered: steps.map((_, i) => did(Math.max(0, before(i + offset))).length),
    users_completed: steps.map((_, i) => did(i + offset).length),
    avg_time_to_next_step: steps.map((_, i) =>
      i === steps.length - 1 ? null : mean(times(i + offset, i + 1 + offset))
    ),
    total: mean(times(offset, steps.length - 1 + offset)),
  };
}

/** What a trend by the hour says of these units. */
function trendOf(units: PlainUnit[]) {
  const hours = [0, 1, 2, 3, 4].map((hour) => range.from + hour * 60 * MINUTE);
  const of = (start: number) => units.filter((u) => u.start >= start && u.start < start + 60 * MINUTE);
  return {
    time: hours,
    users_entered: hours.map((hour) => of(hour).length),
    users_completed: hours.map((hour) => of(hour).filter((u) => u.reached.at(-1) !== null).length),
  };
}

/** What the frame `values` says: the largest value, then the others together. */
function valuesOf(units: PlainUnit[]) {
  const sizes = [...new Set(units.map((u) => u.value))].map((value) => ({
    value,
    of: units.filter((u) => u.value === value),
  }));
  sizes.sort((a, b) => b.of.length - a.of.length || (a.value < b.value ? -1 : 1));
  const [first, ...others] = sizes;
  const rows = [
    ...(first ? [{ label: first.value === '' ? '(none)' : first.value, of: first.of }] : []),
    ...(others.length > 0 ? [{ label: 'Other', of: others.flatMap(({ of }) => of) }] : []),
  ];
  return {
    'props.plan': rows.map(({ label }) => label),
    users_entered: rows.map(({ of }) => of.length),
    users_completed: rows.map(({ of }) => of.filter((u) => u.reached.at(-1) !== null).length),
  };
}

const sum = (values: unknown[] = []): number => (values as number[]).reduce((a, b) => a + b, 0);

test(`funnels with all options equal plain loops over ${RUNS} data sets`, async () => {
  const cases = fc.sample(funnelCase, { numRuns: RUNS, seed: 11 });
  await load(
    engine.store,
    cases.flatMap(({ events }, i) =>
      events.map(({ person, group, plan, ...e }) => ({
        ...e,
        workspace: `case${i}`,
        user_id: person,
        props: { group, plan },
      }))
    )
  );
  let converted = 0;
  for (const [i, { events, definition, at }] of cases.entries()) {
    const { name: _, description: __, ...rest } = definition;
    const workspace = { workspace: `case${i}` };
    const query = { v: 1, kind: 'funnel', range, ...rest } as Extract<QueryInput, { kind: 'funnel' }>;
    const breakdown = { property: 'props.plan', at, limit: 1 } as const;
    const units = unitsOf(events, { ...definition, windowMs: windowMilliseconds(definition.window), ...range, at });
    const told = JSON.stringify({ definition, at, events: events.toSorted((a, b) => a.time - b.time) });
    if (i % 4 === 0) {
      const trend = columns(await ask(engine.store, { ...query, view: 'trend', interval: '1h' }, workspace));
      expect(trend, told).toMatchObject(trendOf(units));
      continue;
    }
    const answered = await ask(engine.store, i % 4 === 1 ? query : { ...query, breakdown }, workspace);
    const steps = columns(answered);
    const { total, ...expected } = stepsOf(units, definition);
    expect(steps, told).toMatchObject(expected);
    expect(columns(answered, 1)['avg_completion_time'], told).toEqual([total]);
    holdsTogether(steps, definition);
    converted += sum(columns(answered, 1)['completed_users']);
    if (i % 4 > 1) {
      expect(columns(answered, 2), told).toMatchObject(valuesOf(units));
      expect(sum(columns(answered, 2)['users_entered'])).toBe(sum(columns(answered, 1)['total_users']));
      expect(sum(columns(answered, 2)['users_completed'])).toBe(sum(columns(answered, 1)['completed_users']));
    }
  }
  // Enough of them come to the end for the rest to mean something.
  expect(converted).toBeGreaterThan(RUNS / 10);
});

/** Steps that are not optional never rise, and whoever comes to a step does it or drops out. */
function holdsTogether(steps: Record<string, unknown[]>, definition: FunnelDefinition): void {
  const [entered, completed, rates, drops] = [
    'users_entered',
    'users_completed',
    'completion_rate',
    'drop_off_rate',
  ].map((name) => steps[name] as number[]) as [number[], number[], Array<number | null>, Array<number | null>];
  definition.steps.forEach((step, i) => {
    expect(completed[i]).toBeLessThanOrEqual(entered[i] as number);
    if (entered[i] === 0) {
      expect([rates[i], drops[i]]).toEqual([null, null]);
    } else {
      expect((rates[i] as number) + (drops[i] as number)).toBeCloseTo(100, 9);
    }
    const before = definition.steps.slice(0, i).findLastIndex(({ optional }) => !optional);
    expect(entered[i]).toBe(i === 0 ? (definition.entry ? entered[0] : completed[0]) : completed[before]);
    expect(step.optional && i === 0).not.toBe(true);
  });
}
