import type { QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { day, MONDAY } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

type Paths = Extract<QueryInput, { kind: 'paths' }>;
const week: Paths = { v: 1, kind: 'paths', range: { from: day(0), to: day(7) } };

/** What one person did, in order. */
type Trail = Array<{ label: string; time: number }>;

/** The definition once more: the steps from the anchor on, or back from it. */
function wayOf(trail: Trail, asked: Paths): string[] {
  const anchorLabel = asked.from?.events?.[0] ?? asked.to?.events?.[0];
  const place = trail.findIndex(
    ({ label, time }) =>
      (anchorLabel === undefined || label === anchorLabel) && time >= MONDAY && time < Date.parse(day(1))
  );
  if (place < 0) {
    return [];
  }
  const ordered = asked.to ? trail.slice(0, place + 1).reverse() : trail.slice(place);
  const start = ordered[0]!.time;
  const near = ordered.filter(({ time }) => asked.within === undefined || Math.abs(time - start) <= 2 * 3_600_000);
  const labels = near.map(({ label }) => label);
  const kept = asked.collapse === false ? labels : labels.filter((label, i) => label !== labels[i - 1]);
  return kept.slice(0, asked.steps);
}

/** Cut where nothing happens for over half an hour. */
function visitsOf(trail: Trail): Trail[] {
  const visits: Trail[] = [];
  trail.forEach((step, i) => {
    if (i === 0 || step.time - trail[i - 1]!.time > 30 * 60_000) {
      visits.push([]);
    }
    visits.at(-1)!.push(step);
  });
  return visits;
}

describe('random paths', () => {
  const step = fc.record({
    person: fc.constantFrom('ana', 'bob', 'cy', 'dan'),
    label: fc.constantFrom('A', 'B', 'C', 'D'),
    quarter: fc.integer({ min: 0, max: 100 }),
  });
  const WORLDS = fc.sample(fc.array(step, { maxLength: 40 }), { numRuns: 240, seed: 31 }).map((steps) =>
    // Different moments, so that it is clear which step comes first.
    steps.map(({ person, label, quarter }, i) => ({ person, label, time: MONDAY + quarter * 900_000 + i }))
  );
  beforeAll(async () => {
    await load(
      engine.store,
      WORLDS.flatMap((steps, run) =>
        steps
          .map(({ person, label, time }) => ({ workspace: `ways${run}`, user_id: person, name: label, time }))
          .toSorted((a, b) => (a.time % 31) - (b.time % 31))
      )
    );
  });
  const range = { from: day(0), to: day(1) };
  const trailsOf = (steps: (typeof WORLDS)[number]) =>
    ['ana', 'bob', 'cy', 'dan'].map((who) =>
      steps.filter(({ person }) => person === who).toSorted((a, b) => a.time - b.time)
    );

  // Each way to ask has forty of the worlds.
  const VARIATIONS: Array<Partial<Paths>> = [
    {},
    { collapse: false, from: { events: ['B'] } },
    { to: { events: ['C'] } },
    { within: '2h', from: { events: ['A'] } },
    { within: '2h', to: { events: ['A'] }, collapse: false },
    { within: '2h' },
  ];

  test.each(VARIATIONS)(
    'equal a plain walk, and edges and nodes agree: %j',
    async (changes) => {
      const asked: Paths = { ...week, range, steps: 4, ...changes };
      for (const run of Array.from({ length: 40 }, (_, i) => VARIATIONS.indexOf(changes) + i * VARIATIONS.length)) {
        const steps = WORLDS[run]!;
        const limit = 1 + (Math.floor(run / VARIATIONS.length) % 4);
        const units = trailsOf(steps).flatMap((trail) => (asked.within ? [trail] : visitsOf(trail)));
        const inRange = asked.within ? units : units.filter((unit) => unit[0]!.time < Date.parse(day(1)));
        const ways = inRange.map((unit) => wayOf(unit, asked)).filter((way) => way.length > 0);
        const answered = await ask(engine.store, { ...asked, limit }, { workspace: `ways${run}` });
        const [nodes, edges] = [columns(answered), columns(answered, 1)];
        const expected = [0, 1, 2, 3].map((i) => ways.filter((way) => way[i] !== undefined).length);
        const place = (i: number) => (asked.to ? 4 - i : i + 1);
        const sum = (values: unknown[]) => values.reduce((total: number, n) => total + Number(n), 0);
        const at = (i: number) => nodes['ways']!.filter((_, row) => nodes['step']![row] === place(i));
        expect([0, 1, 2, 3].map((i) => sum(at(i)))).toEqual(expected);
        // What ends at a node and what leads on from it are all of it.
        nodes['id']!.forEach((id, row) => {
          const on = sum(edges['ways']!.filter((_, edge) => edges[asked.to ? 'target' : 'source']![edge] === id));
          const inTo = sum(edges['ways']!.filter((_, edge) => edges[asked.to ? 'source' : 'target']![edge] === id));
          const [count, over] = [nodes['ways']![row], nodes['drop_off']![row]];
          expect([on + Number(over ?? count), nodes['step']![row] === place(0) ? count : inTo]).toEqual([count, count]);
        });
        if (limit === 4) {
          // All four labels have a name of their own.
          const plain = ways.flatMap((way) => way.map((label, i) => `${place(i)} ${label}`));
          const counted = Object.fromEntries(nodes['id']!.map((id, row) => [id, nodes['ways']![row]]));
          expect(counted).toEqual(
            Object.fromEntries([...new Set(plain)].map((id) => [id, plain.filter((p) => p === id).length]))
          );
        }
      }
    },
    240_000
  );
});
