import type { Filter, Property, QueryInput, Segment } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(
    engine.store,
    EVENTS.map((event) => ({ ...event, workspace: 'shop' }))
  );
});
afterAll(() => engine.stop());

/** Ana was seen first on Sunday, and orders on Monday; bob looks at a page then, and at another on Tuesday; cy has no plan. */
const EVENTS = [
  at(-10, { traits: { plan: 'pro', since: '2026-01-15T10:00:00+02:00' } }),
  at(9, { path: '/docs', source: 'Google' }),
  at(9.25, { name: 'Order', value: 5, props: { due: '2026-03-10', items: '12' } }),
  at(10, { user_id: 'bob', path: '/pricing', source: 'News', traits: { plan: 'free', since: 'soon' } }),
  at(34, { user_id: 'bob', path: '/docs' }),
  at(11, { user_id: 'cy', name: 'Order', value: null, props: { due: 'soon' } }),
  at(11.25, { user_id: 'cy', name: 'Ping', interactive: false }),
];
const range = { from: day(0), to: day(2) };
const segments: Segment[] = [{ name: 'Pros', rule: { property: 'person.plan', op: 'eq', value: 'pro' } }];

async function measured(filter: Filter, measure: 'events' | 'sessions' = 'events'): Promise<unknown> {
  const query = { v: 1, kind: 'trends', range, interval: 'range', measures: [{ measure }], filter } as QueryInput;
  const counted = columns(await ask(engine.store, query, { workspace: 'shop', segments }));
  return counted[measure]?.[0];
}

describe('events that a condition selects', () => {
  // In the range: ana 2, bob 2, cy 2.
  test.each<[Filter, number]>([
    [{ property: 'page.path', op: 'eq', value: '/docs' }, 2],
    [{ property: 'page.path', op: 'neq', value: '/docs' }, 4],
    [{ property: 'page.path', op: 'in', value: ['/docs', '/pricing'] }, 3],
    [{ property: 'page.path', op: 'contains', value: 'oc' }, 2],
    [{ property: 'page.path', op: 'starts_with', value: '/pri' }, 1],
    [{ property: 'page.path', op: 'regex', value: '^/(docs|pricing)$' }, 3],
    [{ property: 'value', op: 'set' }, 1],
    [{ property: 'value', op: 'unset' }, 5],
    [{ property: 'value', op: 'gte', value: 5 }, 1],
    [{ property: 'value', op: 'gt', value: 5 }, 0],
    [{ property: 'props.items', op: 'lt', value: 100 }, 1],
    [{ property: 'event.time', op: 'before', value: day(1) }, 5],
    [{ property: 'event.time', op: 'after', value: day(1) }, 1],
    // From exactly 38 hours before Wednesday on, which is 10:00 on Monday.
    [{ property: 'event.time', op: 'within', value: '38h' }, 4],
    [{ property: 'event.time', op: 'set' }, 6],
    [{ property: 'event.time', op: 'unset' }, 0],
    [{ property: 'props.due', op: 'after', value: '2026-03-10T00:00:00Z' }, 1],
    [{ property: 'props.due', op: 'before', value: '2026-03-10T00:00:00Z' }, 0],
    [{ property: 'person.since', op: 'before', value: '2026-01-15T08:00:00.001Z' }, 2],
    [{ property: 'person.since', op: 'before', value: '2026-01-15T08:00:00Z' }, 0],
    [{ property: 'person.plan', op: 'in', value: ['pro', 'free'] }, 4],
    [{ property: 'person.plan', op: 'unset' }, 2],
    [{ property: 'person.first_seen', op: 'before', value: day(0) }, 2],
    [{ property: 'person.first_seen', op: 'after', value: day(0) }, 4],
    [{ property: 'person.first_seen', op: 'within', value: '2d' }, 4],
    [{ property: 'person.last_seen', op: 'before', value: day(1) }, 4],
    [{ property: 'person.last_seen', op: 'within', value: '1d' }, 2],
    [{ property: 'person.last_seen', op: 'unset' }, 0],
    [{ property: 'user.id', op: 'starts_with', value: 'c' }, 2],
    [{ property: 'session.source', op: 'eq', value: 'Google' }, 2],
    [{ segment: 'Pros', in: true }, 2],
    [{ segment: 'Pros', in: false }, 4],
    [{ segment: 'Regular Users', in: true }, 0],
    [
      {
        or: [
          { segment: 'Pros', in: true },
          { property: 'event.name', op: 'eq', value: 'Order' },
        ],
      },
      3,
    ],
    [
      {
        not: {
          and: [
            { segment: 'Pros', in: true },
            { property: 'event.name', op: 'eq', value: 'Order' },
          ],
        },
      },
      5,
    ],
    // What is known of a person stands beside what is known of the session.
    [
      {
        or: [
          { property: 'session.source', op: 'eq', value: 'News' },
          { segment: 'Pros', in: true },
        ],
      },
      3,
    ],
    [
      {
        or: [
          { property: 'session.entry_page', op: 'eq', value: '/pricing' },
          { property: 'person.plan', op: 'unset' },
        ],
      },
      3,
    ],
  ])('%j: %i', async (filter, count) => {
    expect(await measured(filter)).toBe(count);
  });
});

describe('sessions', () => {
  // Ana has one, bob two, cy one.
  test.each<[Filter, number]>([
    [{ property: 'event.time', op: 'after', value: day(1) }, 1],
    [{ segment: 'Pros', in: false }, 3],
    [{ property: 'person.first_seen', op: 'after', value: day(0) }, 3],
    [
      {
        or: [
          { property: 'session.source', op: 'eq', value: 'News' },
          { segment: 'Pros', in: true },
        ],
      },
      2,
    ],
  ])('%j: %i', async (filter, count) => {
    expect(await measured(filter, 'sessions')).toBe(count);
  });
});

describe('what does not go together is refused, and said', () => {
  test.each<[Filter, string]>([
    [{ property: 'device.type', op: 'before', value: day(0) }, 'compares times'],
    [{ property: 'event.time', op: 'eq', value: day(0) }, 'before, after, within, set, unset'],
    [{ property: 'event.time', op: 'before', value: 'soon' }, 'an instant'],
    [{ property: 'event.time', op: 'within', value: 'a week' }, 'a relative range'],
  ])('%j', async (filter, message) => {
    const errors = expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining(message) })]);
    await expect(measured(filter)).rejects.toMatchObject({ status: 400, code: 'bad_query', errors });
  });

  test('a long expression, by its place', async () => {
    const filter: Filter = {
      and: [
        { property: 'page.path', op: 'set' },
        { property: 'page.path', op: 'regex', value: 'a'.repeat(501) },
      ],
    };
    const errors = [{ path: 'filter.and.1.value', message: 'has 501 characters, at most 500' }];
    await expect(measured(filter)).rejects.toMatchObject({ status: 422, code: 'bad_regex', errors });
  });

  const many = (count: number, property: Property): Filter => ({
    or: Array.from({ length: count }, (_, i): Filter => ({ property, op: 'neq', value: `${i}` })),
  });

  test('too many conditions', async () => {
    expect(await measured({ and: [many(100, 'page.path'), many(100, 'device.os')] })).toBe(6);
    const errors = [{ path: 'filter', message: 'a filter has at most 200 conditions' }];
    const more: Filter = { and: [many(100, 'page.path'), many(100, 'device.os'), many(1, 'site')] };
    await expect(measured(more)).rejects.toMatchObject({ status: 400, errors });
  });

  test('too many conditions on people, which are looked up', async () => {
    expect(await measured(many(30, 'person.plan'))).toBe(6);
    const message = 'a filter has at most 30 conditions on people: person.*, user.id, segments';
    const more = measured({ not: many(31, 'user.id') });
    await expect(more).rejects.toMatchObject({ status: 400, errors: [{ path: 'filter.not', message }] });
  });

  test.each([
    ['page.path', 100],
    ['person.plan', 10],
  ] as const)('too many conditions on %s in all parts of a question together', async (property, count) => {
    const steps = Array.from({ length: 7 }, (_, i) => ({ name: `${i}`, match: { filter: many(count, property) } }));
    const query: QueryInput = { v: 1, kind: 'funnel', range, steps };
    const refused = { status: 400, code: 'too_many_conditions' };
    await expect(ask(engine.store, query, { workspace: 'shop' })).rejects.toMatchObject(refused);
  });
});
