import type { Answer, Feature, QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { day, MONDAY } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

type Query = Exclude<QueryInput, { kind: 'people' }>;
type Of = Extract<QueryInput, { kind: 'people' }>['of'];

const range = { from: day(1), to: day(5) };
const days = [1, 2, 3, 4].map(day);
const features: Feature[] = [{ name: 'Ordering', match: { events: ['Order'] }, eligible: { events: ['pageview'] } }];
const order = { events: ['Order'] };
const counted = ['unique_visitors', 'active_users', 'total_users', 'dau', 'wau', 'mau'] as const;
const measures = [...counted.map((measure) => ({ measure })), { measure: 'conversions' as const, match: order }];

/** A number that an answer shows, and how it is named. */
interface Cell {
  of: object;
  number: unknown;
}

/** Questions whose every number is asked for by name. */
const QUESTIONS: Array<{ query: object; cells(answer: Answer): Cell[] }> = [
  // Two days from midnight in UTC on begin and end within the days of New York.
  ...[
    { timezone: 'UTC', interval: '1d' },
    { timezone: 'America/New_York', interval: '1d' },
    { timezone: 'America/New_York', interval: '2d' },
  ].map((by) => ({
    query: { kind: 'trends', ...by, measures },
    cells: (answer: Answer) =>
      measures.flatMap(({ measure: name }, measure) =>
        (columns(answer)['time'] as number[]).map((time, i) => ({
          of: { pick: { measure, time } },
          number: columns(answer)[name]![i],
        }))
      ),
  })),
  {
    query: { kind: 'trends', interval: 'range', measures, breakdown: { property: 'person.plan', limit: 1 } },
    cells: (answer) =>
      answer.frames[0]!.schema.fields.flatMap(({ name, labels }, i) => {
        const measure = measures.findIndex((asked) => asked.measure === name);
        const value = labels?.['person.plan'];
        return measure < 0 ? [] : [{ of: { pick: { measure, value } }, number: answer.frames[0]!.data.values[i]![0] }];
      }),
  },
  {
    query: { kind: 'top', property: 'session.source', measures: [{ measure: 'unique_visitors' }] },
    cells: (answer) =>
      columns(answer)['session.source']!.map((value, i) => ({
        of: { pick: { value } },
        number: columns(answer)['unique_visitors']![i],
      })),
  },
  {
    query: { kind: 'lifecycle', interval: '1d' },
    cells: (answer) =>
      (['new', 'returning', 'resurrecting', 'dormant'] as const).flatMap((state) =>
        days.map((time, i) => ({
          of: { pick: { time, state } },
          number: Math.abs(columns(answer)[state]![i] as number),
        }))
      ),
  },
  {
    query: { kind: 'stickiness', interval: '1d', criterion: { op: 'lte', count: 2 } },
    cells: (answer) => columns(answer)['people']!.map((number, i) => ({ of: { pick: { intervals: i + 1 } }, number })),
  },
  ...(['first', 'recurring'] as const).map((cohort) => ({
    query: { kind: 'retention', interval: '1d', cohort, return: order, counting: 'on_or_after' },
    cells: (answer: Answer) =>
      days.flatMap((start, at) => [
        { of: { pick: { cohort: start } }, number: columns(answer)['size']![at] },
        ...days.slice(at).map((_, interval) => ({
          of: { pick: { cohort: start, interval } },
          number: columns(answer)[`n${interval}`]![at],
        })),
      ]),
  })),
  {
    query: { kind: 'adoption' },
    cells: (answer) =>
      (['eligible', 'unique_users', 'new', 'returning', 'resurrected', 'lapsed'] as const).map((name) => ({
        of: { pick: { feature: 'Ordering', who: name === 'unique_users' ? 'users' : name } },
        number: columns(answer)[name]![0],
      })),
  },
];

const event = fc.record({
  name: fc.constantFrom('pageview', 'Order', 'engagement'),
  person: fc.constantFrom(
    { user_id: 'ana' },
    { user_id: 'bob' },
    { user_id: 'cy' },
    { visitor_id: 'phone' },
    { visitor_id: 'daily', visitor_daily: true },
    {}
  ),
  source: fc.constantFrom('Direct', 'Google'),
  plan: fc.constantFrom('', 'free', 'pro'),
  time: fc.integer({ min: -4, max: 24 }).map((quarter) => MONDAY + quarter * 6 * 3_600_000),
});

test('there are as many people as the number says', async () => {
  const worlds = fc.sample(fc.array(event, { minLength: 15, maxLength: 40 }), { numRuns: 4, seed: 4 });
  let compared = 0;
  for (const [i, events] of worlds.entries()) {
    const workspace = `count${i}`;
    await load(
      engine.store,
      events.map(({ person, plan, ...rest }) => ({
        ...rest,
        ...person,
        workspace,
        interactive: rest.name !== 'engagement',
        traits: (plan ? { plan } : {}) as Record<string, string>,
      }))
    );
    for (const { query, cells } of QUESTIONS) {
      const { timezone = 'UTC', ...own } = query as { timezone?: string };
      const whole = { v: 1, range, timezone, ...own } as Query;
      const numbers = cells(await ask(engine.store, whole, { workspace, features })).filter(
        ({ number }) => number !== null
      );
      await Promise.all(
        numbers.map(async ({ of, number }) => {
          const people = { v: 1, kind: 'people', range, timezone, of: { ...own, ...of } as Of, limit: 1 } as const;
          const { frames } = await ask(engine.store, people, { workspace, features });
          const { total } = frames[0]!.schema.meta!['custom'] as { total: number };
          expect({ i, own, of, total }).toEqual({ i, own, of, total: number });
          compared += 1;
        })
      );
    }
  }
  expect(compared).toBeGreaterThan(400);
}, 240_000);
