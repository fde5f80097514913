import type { Answer, Feature, QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day, MONDAY } from '../../../test/world';
import { sql } from '../../store/sql';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(
    engine.store,
    EVENTS.map((event) => ({ ...event, workspace: 'shop' }))
  );
});
afterAll(() => engine.stop());

const HOUR = 3_600_000;

/**
 * Four days from Monday. Ana comes every day and orders on Tuesday, bob on Monday and Wednesday, cy on Tuesday only; a visitor
 * looks in on Monday, and a daily one, too. Dan was here the week before.
 */
const EVENTS = [
  at(9, { traits: { plan: 'free' }, source: 'Google' }),
  at(33, { name: 'Order', props: { item: 'tea' } }),
  at(34, { name: 'Order', props: { item: 'mug' }, traits: { plan: 'pro' } }),
  at(57),
  at(81),
  at(10, { user_id: 'bob', source: 'News' }),
  at(58, { user_id: 'bob', name: 'Order' }),
  at(35, { user_id: 'cy', path: '/pricing' }),
  at(11, { user_id: '', visitor_id: 'phone' }),
  at(12, { user_id: '', visitor_id: 'stranger', visitor_daily: true }),
  at(-5 * 24, { user_id: 'dan' }),
];
const range = { from: day(0), to: day(4) };
const features: Feature[] = [{ name: 'Ordering', match: { events: ['Order'] } }];
const order = { events: ['Order'] };

type People = Extract<QueryInput, { kind: 'people' }>;

const answered = (of: People['of'], changes: Partial<People> = {}) =>
  ask(engine.store, { v: 1, kind: 'people', range, of, ...changes }, { workspace: 'shop', features });

describe('by hand', () => {
  test.each<[People['of'], string[]]>([
    [
      { kind: 'trends', measures: [{ measure: 'unique_visitors' }], pick: {} },
      ['ana', 'bob', 'cy', 'phone', 'stranger'],
    ],
    [
      { kind: 'trends', interval: '1d', measures: [{ measure: 'active_users' }], pick: { time: day(1) } },
      ['ana', 'cy'],
    ],
    [
      { kind: 'trends', interval: '1d', measures: [{ measure: 'total_users' }], pick: { time: day(0) } },
      ['ana', 'bob', 'dan', 'phone'],
    ],
    [
      { kind: 'trends', interval: '1d', measures: [{ measure: 'wau' }], pick: { time: day(2) } },
      ['ana', 'bob', 'cy', 'phone'],
    ],
    [
      { kind: 'trends', interval: '1d', measures: [{ measure: 'mau' }], pick: { time: day(3) } },
      ['ana', 'bob', 'cy', 'dan', 'phone'],
    ],
    [
      {
        kind: 'trends',
        measures: [{ measure: 'sessions' }, { measure: 'conversion_rate', match: order }],
        pick: { measure: 1 },
      },
      ['ana', 'bob'],
    ],
    [
      { kind: 'top', property: 'session.source', measures: [{ measure: 'unique_visitors' }], pick: { value: 'News' } },
      ['bob'],
    ],
    [
      { kind: 'top', property: 'props.item', measures: [{ measure: 'events' }], pick: { value: '(none)' } },
      ['ana', 'bob', 'cy', 'phone', 'stranger'],
    ],
    [{ kind: 'events', pick: {} }, ['ana', 'bob', 'cy', 'phone', 'stranger']],
    [{ kind: 'lifecycle', interval: '1d', pick: { time: day(2), state: 'resurrecting' } }, ['bob']],
    [{ kind: 'lifecycle', interval: '1d', pick: { time: MONDAY + 30 * HOUR, state: 'dormant' } }, ['bob', 'phone']],
    [{ kind: 'stickiness', interval: '1d', pick: { intervals: 1 } }, ['cy', 'phone']],
    [{ kind: 'retention', interval: '1d', pick: { cohort: day(0) } }, ['ana', 'bob', 'phone']],
    [{ kind: 'retention', interval: '1d', pick: { cohort: day(0), interval: 2 } }, ['ana', 'bob']],
    [{ kind: 'adoption', pick: { feature: 'Ordering', who: 'adopters' } }, ['ana', 'bob']],
    [{ kind: 'adoption', pick: { feature: 'Ordering', who: 'eligible' } }, ['ana', 'bob', 'cy', 'phone', 'stranger']],
    [{ kind: 'adoption', pick: { feature: 'Ordering', who: 'new' } }, ['ana', 'bob']],
    [{ kind: 'adoption', pick: { feature: 'Ordering', who: 'lapsed' } }, []],
  ])('%j', async (of, expected) => {
    const { frames } = await answered(of);
    expect(frames[0]?.data.values[0]?.toSorted()).toEqual(expected);
    expect(frames[0]?.schema.meta?.['custom']).toMatchObject({ total: expected.length, next: null });
  });
});

test('what is known of each', async () => {
  const of: People['of'] = {
    kind: 'trends',
    interval: '1d',
    measures: [{ measure: 'unique_visitors' }],
    pick: { time: day(0) },
  };
  const shown = columns(await answered(of, { show: ['person.plan', 'props.item', 'person.last_seen'] }));
  const rows = shown['person']!.map((person, i) => [
    person,
    ...['type', 'first_seen', 'last_seen', 'person.plan', 'props.item', 'person.last_seen', 'traits'].map(
      (name) => shown[name]![i]
    ),
  ]);
  const hour = (n: number) => MONDAY + n * HOUR;
  expect(rows.toSorted()).toEqual([
    ['ana', 'user', hour(9), hour(81), 'pro', 'mug', '2026-03-05T09:00:00Z', '{"plan":"pro"}'],
    ['bob', 'user', hour(10), hour(58), '', '', '2026-03-04T10:00:00Z', '{}'],
    ['phone', 'visitor', hour(11), hour(11), '', '', '2026-03-02T11:00:00Z', '{}'],
    ['stranger', 'daily visitor', null, hour(12), '', '', '2026-03-02T12:00:00Z', '{}'],
  ]);
});

describe('pages', () => {
  const of: People['of'] = { kind: 'events', pick: {} };
  const metaOf = (answer: Answer) => answer.frames[0]!.schema.meta!['custom'] as { total: number; next: string | null };

  test('have everybody once, however long they are', async () => {
    const seen: unknown[] = [];
    let next: string | null | undefined;
    do {
      const page = await answered(of, { limit: 2, ...(next == null ? {} : { cursor: next }) });
      const people = columns(page)['person']!;
      expect(page.meta.cut).toEqual({ what: 'people', shown: people.length, total: 5 });
      expect(metaOf(page).total).toBe(5);
      seen.push(...people);
      next = metaOf(page).next;
    } while (next !== null);
    expect(seen.toSorted()).toEqual(['ana', 'bob', 'cy', 'phone', 'stranger']);
    expect(seen).toEqual(columns(await answered(of))['person']);
  });

  test('of nobody are empty', async () => {
    const page = await answered(of, { filter: { property: 'page.path', op: 'eq', value: '/nowhere' } });
    expect(columns(page)).toEqual({ person: [], type: [], first_seen: [], last_seen: [], traits: [] });
    expect(metaOf(page)).toMatchObject({ total: 0, next: null });
  });

  test('show who a person is though their events are gone', async () => {
    await load(engine.store, [
      {
        time: '2020-01-01T00:00:00Z',
        workspace: 'gone',
        user_id: 'old',
        visitor_id: 'laptop',
        traits: { plan: 'pro' },
      },
      { time: '2020-01-01T00:00:00Z', workspace: 'gone', visitor_id: 'unlinked' },
    ]);
    await engine.store.command(sql`ALTER TABLE events DROP PARTITION 202001`);
    const total: People['of'] = { kind: 'trends', measures: [{ measure: 'total_users' }], pick: {} };
    const query = { v: 1, kind: 'people', range, of: total } as const;
    const shown = columns(await ask(engine.store, query, { workspace: 'gone' }));
    const rows = shown['person']!.map((person, i) => [person, shown['type']![i], shown['traits']![i]]);
    expect(rows.toSorted()).toEqual([
      [null, 'visitor', '{}'],
      ['old', 'user', '{"plan":"pro"}'],
    ]);
  });
});

describe('what names no number is refused, with its place', () => {
  const trend = { kind: 'trends', interval: '1d', measures: [{ measure: 'stickiness' }, { measure: 'dau' }] } as const;
  test.each<[object, Partial<People>, number, string, string]>([
    [{ ...trend, pick: {} }, {}, 422, 'unknown_pick', 'of.pick.measure'],
    [{ ...trend, pick: { measure: 2 } }, {}, 422, 'unknown_pick', 'of.pick.measure'],
    [{ ...trend, pick: { measure: 1, time: day(4) } }, {}, 422, 'unknown_pick', 'of.pick.time'],
    [{ ...trend, pick: { measure: 1, value: 'x' } }, {}, 422, 'unknown_pick', 'of.pick.value'],
    [{ kind: 'stickiness', interval: '1d', pick: { intervals: 5 } }, {}, 422, 'unknown_pick', 'of.pick.intervals'],
    [
      { kind: 'retention', interval: '1d', pick: { cohort: day(3), interval: 1 } },
      {},
      422,
      'unknown_pick',
      'of.pick.interval',
    ],
    [{ kind: 'lifecycle', pick: { time: day(0), state: 'asleep' } }, {}, 400, 'bad_query', 'of.pick.state'],
    [{ kind: 'lifecycle' }, {}, 400, 'bad_query', 'of.pick'],
    [{ kind: 'people', pick: {} }, {}, 400, 'bad_query', 'of.kind'],
    [
      { kind: 'funnel', funnel: 'a', window: '1d', pick: { step: 1, outcome: 'completed' } },
      {},
      400,
      'bad_query',
      'of.funnel',
    ],
    [{ kind: 'events', pick: {} }, { show: ['props.x', 'session.source'] }, 422, 'session_property', 'show.1'],
    [{ kind: 'events', pick: {} }, { cursor: 'x' }, 400, 'bad_cursor', 'cursor'],
  ])('%j %j', async (of, changes, status, code, path) => {
    const problem = await answered(of as People['of'], changes).catch((error: unknown) => error);
    expect(problem).toMatchObject({
      status,
      code,
      errors: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });
});
