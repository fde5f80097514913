import type { QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

let runs = 0;
async function asking(events: TestEvent[]) {
  const workspace = `counts${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  return (query: QueryInput) => ask(engine.store, query, { workspace });
}

const RANDOM = fc.record({
  user: fc.constantFrom('ana', 'bob', 'cy', 'dan', ''),
  name: fc.constantFrom('shown', 'shown', 'buy', 'pageview'),
  experiment: fc.constantFrom('', 'x', 'y'),
  key: fc.constantFrom('experiment', 'experimentId'),
  variant: fc.constantFrom('', 'A', 'A', 'A', 'B'),
  hour: fc.integer({ min: -10, max: 60 }),
  active: fc.boolean(),
});
type RandomEvent = typeof RANDOM extends fc.Arbitrary<infer E> ? E : never;

/** What a list over two days is to say of one experiment of one data set, by loops over its events. */
function plainCount(all: RandomEvent[], id: string, metric: boolean, onlyShown: boolean) {
  const arms: Record<string, [people: number, conversions: number]> = {};
  let left = 0;
  for (const person of ['ana', 'bob', 'cy', 'dan']) {
    const own = all.filter((e) => e.user === person && e.hour >= 0 && e.hour < 48);
    const carrying = own.filter((e) => e.experiment === id && e.variant !== '');
    const seen = carrying.filter((e) => !onlyShown || e.name === 'shown');
    const order = (e: RandomEvent) => [e.hour + 100, Number(e.active), e.variant, e.name].join();
    const [first] = seen.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
    if (first === undefined) {
      continue;
    }
    if (seen.some((e) => e.variant !== first.variant)) {
      left += 1;
      continue;
    }
    const did = metric
      ? own.filter((e) => e.name === 'buy')
      : carrying.filter((e) => e.active && e.name !== first.name);
    const arm = (arms[first.variant] ??= [0, 0]);
    arm[0] += 1;
    arm[1] += did.some((e) => e.hour >= first.hour) ? 1 : 0;
  }
  return { arms, left };
}

test('equals a plain count; everyone who saw a variant is in one or left out', async () => {
  // Forty data sets in one workspace, each with people and experiments of its own.
  const sets = fc.array(fc.array(RANDOM, { maxLength: 40 }), { minLength: 40, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(sets, fc.boolean(), fc.boolean(), async (all, metric, onlyShown) => {
      const query = await asking(
        all.flatMap((events, set) =>
          events.map(({ user, name, experiment, key, variant, hour, active }) =>
            at(hour, {
              user_id: user && `${set} ${user}`,
              name,
              interactive: active,
              props: { [key]: experiment && `${set} ${experiment}`, variant },
            })
          )
        )
      );
      const answered = await query({
        ...{ v: 1, kind: 'experiments' },
        range: { from: day(0), to: day(2) },
        ...(metric ? { metric: { events: ['buy'] } } : {}),
        ...(onlyShown ? { exposure: { match: { events: ['shown'] } } } : {}),
      });
      const { experiment: ids, excluded } = columns(answered);
      const left = Object.fromEntries(ids!.map((id, i) => [id, excluded![i]]));
      const arms: Record<string, Record<string, unknown>> = Object.fromEntries(ids!.map((id) => [id, {}]));
      const rows = columns(answered, 1);
      rows['experiment']!.forEach((id, i) => {
        arms[String(id)]![String(rows['variant']![i])] = [rows['assignments']![i], rows['conversions']![i]];
      });
      all.forEach((events, set) => {
        for (const id of ['x', 'y']) {
          const expected = plainCount(events, id, metric, onlyShown);
          expect({ arms: arms[`${set} ${id}`] ?? {}, left: left[`${set} ${id}`] ?? 0 }).toEqual(expected);
        }
      });
    }),
    { numRuns: 8, seed: 11 }
  );
}, 240_000);
