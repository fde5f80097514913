import type {
  Behaviour,
  Feature,
  QueryInput,
  Segment,
  SegmentAsked,
  SegmentRule,
  WorkspaceRules,
} from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day } from '../../../test/world';

type Of = Extract<QueryInput, { kind: 'people' }>['of'];

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(
    engine.store,
    EVENTS.map((event) => ({ ...event, workspace: 'shop' }))
  );
});
afterAll(() => engine.stop());

const order = (hours: number, user_id = 'ana') => at(hours, { user_id, name: 'Order' });

/** Days from Monday, 0; asked at the start of day 10. */
const EVENTS = [
  // Ana orders on days 0, 1 and 8, and was seen first long before.
  at(-40 * 24, { traits: { plan: 'free' } }),
  order(12),
  order(36),
  order(8 * 24),
  at(9 * 24, { traits: { plan: 'pro', since: '2026-01-15' } }),
  // Bob orders once, on day 2, and comes again on day 3.
  order(48, 'bob'),
  at(72, { user_id: 'bob', site: 'blog.example' }),
  // Cy never orders; seen first on day 7, and identified later.
  at(7 * 24, { user_id: 'cy', path: '/pricing' }),
  at(8 * 24, { user_id: 'cy', name: 'identify', interactive: false, traits: { plan: 'pro' } }),
  // Known across days, without a user; and one who is not.
  at(7 * 24 + 1, { user_id: '', visitor_id: 'phone' }),
  at(7 * 24 + 2, { user_id: '', visitor_id: 'daily', visitor_daily: true }),
  // After the moment that is asked about.
  order(11 * 24, 'cy'),
];
const range = { from: day(6), to: day(10) };

const segments: Segment[] = [
  { name: 'Buyers', rule: { did: { events: ['Order'] } } },
  {
    name: 'Loyal',
    rule: {
      and: [
        { segment: 'Buyers', in: true },
        { did: { events: ['Order'] }, times: { op: 'gte', count: 3 } },
      ],
    },
  },
  { name: 'A', rule: { segment: 'B', in: true } },
  { name: 'B', rule: { not: { segment: 'A', in: true } } },
  ...Array.from({ length: 7 }, (_, i): Segment => ({ name: `deep${i}`, rule: { segment: `deep${i + 1}`, in: true } })),
  ...Array.from({ length: 4 }, (_, i): Segment => ({
    name: `wide${i}`,
    rule: {
      or: Array.from({ length: 8 }, (): SegmentRule =>
        i === 3 ? { did: 'anything' } : { segment: `wide${i + 1}`, in: true }
      ),
    },
  })),
];

async function members(segment: SegmentAsked, changes: Partial<QueryInput> = {}): Promise<unknown[]> {
  const of: Of = { kind: 'trends', measures: [{ measure: 'total_users' }], pick: {} };
  const query = { v: 1, kind: 'people', range, of, segment, ...changes } as QueryInput;
  return columns(await ask(engine.store, query, { workspace: 'shop', segments }))['person']!.toSorted();
}

describe('by hand', () => {
  test.each<[SegmentAsked, string[]]>([
    [{ did: { events: ['Order'] } }, ['ana', 'bob']],
    [{ did: { events: ['Order'] }, times: { op: 'gte', count: 2 } }, ['ana']],
    [{ did: { events: ['Order'] }, times: { op: 'lte', count: 1 } }, ['bob', 'cy', 'phone']],
    [{ did: { events: ['Order'] }, times: { op: 'eq', count: 1 } }, ['bob']],
    [{ did: { events: ['Order'] }, times: { op: 'eq', count: 0 } }, ['cy', 'phone']],
    [{ did: { events: ['Order'] }, times: { op: 'gte', count: 0 } }, ['ana', 'bob', 'cy', 'phone']],
    [{ not: { did: { events: ['Order'] } } }, ['cy', 'phone']],
    // From the start of day 8 on: exactly two days before the end.
    [{ did: { events: ['Order'] }, within: '2d' }, ['ana']],
    [{ did: { events: ['Order'] }, within: '1d' }, []],
    [{ did: { events: ['Order'] }, within: 'range' }, ['ana']],
    [{ did: { events: ['Order'] }, within: { from: day(1), to: day(3) } }, ['ana', 'bob']],
    [{ did: { events: ['Order'] }, within: { from: day(3), to: day(20) } }, ['ana']],
    [{ did: 'anything', within: '3d' }, ['ana', 'cy', 'phone']],
    [{ did: 'anything', within: '30d', times: { op: 'gte', count: 4 } }, ['ana']],
    [{ did: { paths: ['/pricing'] } }, ['cy']],
    [{ did: { filter: { property: 'site', op: 'eq', value: 'blog.example' } } }, ['bob']],
    [{ property: 'person.plan', op: 'eq', value: 'pro' }, ['ana', 'cy']],
    [{ property: 'person.plan', op: 'unset' }, ['bob', 'phone']],
    [{ property: 'person.first_seen', op: 'within', value: '3d' }, ['cy', 'phone']],
    [{ property: 'person.first_seen', op: 'before', value: day(0) }, ['ana']],
    [{ property: 'person.first_seen', op: 'after', value: day(2) }, ['bob', 'cy', 'phone']],
    [{ property: 'person.last_seen', op: 'before', value: day(4) }, ['bob']],
    [{ property: 'person.last_seen', op: 'within', value: '1d' }, ['ana']],
    [{ property: 'person.last_seen', op: 'set' }, ['ana', 'bob', 'cy', 'phone']],
    [{ property: 'person.since', op: 'before', value: day(0) }, ['ana']],
    [{ and: [{ property: 'person.plan', op: 'eq', value: 'pro' }, { not: { did: { events: ['Order'] } } }] }, ['cy']],
    [
      {
        or: [
          { segment: 'Loyal', in: true },
          { property: 'person.first_seen', op: 'within', value: '3d' },
        ],
      },
      ['ana', 'cy', 'phone'],
    ],
    ['Loyal', ['ana']],
    [{ segment: 'Buyers', in: false }, ['cy', 'phone']],
    // Ana's and bob's last days are 1 and 7 before the end; new are those of day 7.
    ['New Users', ['bob', 'cy', 'phone']],
    ['Regular Users', ['ana']],
    [
      {
        and: [
          { segment: 'New Users', in: true },
          { segment: 'Buyers', in: true },
        ],
      },
      ['bob'],
    ],
  ])('%j', async (segment, expected) => {
    expect(await members(segment)).toEqual(expected);
  });

  test('a segment is of the whole workspace, whatever sites and filter the question has', async () => {
    expect(await members('Buyers', { site: 'blog.example' })).toEqual(['bob']);
    const filter = { property: 'page.path', op: 'eq', value: '/pricing' } as const;
    expect(await members({ property: 'person.first_seen', op: 'within', value: '3d' }, { filter })).toEqual(['cy']);
  });
});

describe('days are counted back by the clock', () => {
  const visit = (time: string, user_id: string) => ({ time, user_id, workspace: 'clock' });
  beforeAll(() =>
    load(engine.store, [
      // The 8th of March 2026 had 23 hours in New York, from 05:00 to 04:00 UTC.
      visit('2026-03-08T04:59:59.999Z', 'before'),
      visit('2026-03-08T05:00:00Z', 'at'),
      // The 5th of April 2026 had 24.5 hours on Lord Howe Island, from 13:00 to 13:30 UTC.
      visit('2026-04-04T12:59:59.999Z', 'too early'),
      visit('2026-04-04T13:00:00Z', 'in time'),
    ])
  );

  test.each([
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', ['at']],
    ['Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z', ['in time']],
  ])('%s', async (timezone, from, to, expected) => {
    const of: Of = { kind: 'trends', measures: [{ measure: 'total_users' }], pick: {} };
    const within = (last: string) =>
      ask(
        engine.store,
        { v: 1, kind: 'people', range: { from, to }, timezone, of, segment: { did: 'anything', within: last } },
        { workspace: 'clock' }
      );
    expect(columns(await within('1d'))['person']).toEqual(expected);
    // The range is that day, so that it says the same.
    expect(columns(await within('range'))['person']).toEqual(expected);
  });
});

describe('behavioural segments are cut where the workspace says, whoever asks for them', () => {
  const on = (user_id: string, ...days: number[]) =>
    days.map((n) => at(n * 24, { user_id, name: 'Order', workspace: 'cut' }));
  // Asked at the start of day 10.
  beforeAll(() =>
    load(engine.store, [
      ...on('ana', -30, 1),
      ...on('bob', 0.5, 8),
      ...on('cy', -30, 4, 5, 6, 7, 8),
      ...on('dan', -20),
      ...on('old', -40),
      ...on('eve', 6),
    ])
  );

  const cut: Omit<WorkspaceRules, 'name'> = {
    ...{ activeDays: 45, riskDays: 7, newDays: 7, recentDays: 14, fullDays: 10 },
    ...{ powerSessions: 2, powerFeatures: 1 },
  };
  test.each<[Behaviour, string[], string[]]>([
    // Ana was last seen 9 days before, dan 30, old 50.
    ['At Risk', ['dan', 'old'], ['ana', 'dan']],
    // Bob was first seen 9.5 days before, eve 4.
    ['New Users', ['bob', 'eve'], ['eve']],
    // Cy's 5 sessions are 2.5 a week of the last 14 days, bob's 2 are one.
    ['Power Users', [], ['cy']],
    ['Regular Users', ['ana', 'cy'], ['bob']],
  ])('%s', async (behaviour, byDefault, byRules) => {
    const who = async (query: object, segmentRules: WorkspaceRules) => {
      const asked = { v: 1, kind: 'people', range: { from: day(9), to: day(10) }, ...query } as QueryInput;
      const defined: Segment = { name: 'Mine', rule: { segment: behaviour, in: true } };
      const features: Feature[] = [{ name: 'Ordering', match: { events: ['Order'] } }];
      const options = { workspace: 'cut', segmentRules, segments: [defined], features };
      return columns(await ask(engine.store, asked, options))['person']!.toSorted();
    };
    const everyone: Of = { kind: 'trends', measures: [{ measure: 'total_users' }], pick: {} };
    for (const [rules, expected] of [[{}, byDefault] as const, [cut, byRules] as const]) {
      const own: WorkspaceRules = { name: 'behavioural', ...rules };
      expect(await who({ of: { kind: 'segments', pick: { segment: behaviour } } }, own)).toEqual(expected);
      expect(await who({ of: everyone, segment: behaviour }, own)).toEqual(expected);
      expect(await who({ of: everyone, segment: 'Mine' }, own)).toEqual(expected);
      const filter = { segment: behaviour, in: true };
      expect(await who({ of: { kind: 'segments', pick: { segment: behaviour } }, filter }, own)).toEqual(expected);
    }
  });
});

describe('every kind asks about the people of a segment alone', () => {
  const monday = { from: day(0), to: day(9) };
  const asked = async (query: object, segment?: SegmentAsked) => {
    const whole = { v: 1, range: monday, ...query, ...(segment === undefined ? {} : { segment }) } as QueryInput;
    return columns(await ask(engine.store, whole, { workspace: 'shop', segments, features }));
  };
  const features: Feature[] = [{ name: 'Ordering', match: { events: ['Order'] } }];
  const measures = [
    { measure: 'unique_visitors' },
    { measure: 'sessions' },
    { measure: 'total_users' },
    { measure: 'mau' },
  ];

  // Of days 0 to 8: ana 3 events, bob 2, cy 2, phone and daily 1 each.
  test.each<[object, object]>([
    [
      { kind: 'trends', interval: 'range', measures },
      { unique_visitors: [2], sessions: [5], total_users: [2], mau: [2] },
    ],
    [
      { kind: 'top', property: 'event.name', measures: [{ measure: 'events' }] },
      { 'event.name': ['Order', 'pageview'], events: [4, 1] },
    ],
    [
      { kind: 'lifecycle', interval: '1w' },
      { new: [1, 0], resurrecting: [1, 0], returning: [0, 1], dormant: [0, -1] },
    ],
    [{ kind: 'stickiness', interval: '1w' }, { people: [1, 1] }],
    [{ kind: 'retention', interval: '1w' }, { size: [1, 0] }],
    [{ kind: 'adoption' }, { eligible: [2], unique_users: [2] }],
    [{ kind: 'events' }, { person: ['ana', 'bob', 'bob', 'ana', 'ana'] }],
    [
      { kind: 'funnel', window: '3d', steps: [{ name: 'View', match: { events: ['pageview'] } }] },
      { users_completed: [1] },
    ],
  ])('%j', async (query, expected) => {
    expect(await asked(query, 'Buyers')).toMatchObject(expected);
    expect(await asked(query)).not.toMatchObject(expected);
  });
});

describe('what cannot be told is refused', () => {
  test.each<[SegmentAsked, number, string, string]>([
    ['Nobody', 404, 'unknown_segment', 'Buyers, Loyal'],
    ['A', 422, 'segment_cycle', 'A → B → A'],
    ['deep0', 422, 'segment_too_deep', 'deep0 → deep1'],
    ['wide0', 422, 'segment_too_large', '100'],
    [{ did: { filter: { property: 'session.source', op: 'set' } } }, 422, 'session_property', 'events'],
  ])('%j', async (segment, status, code, detail) => {
    await expect(members(segment)).rejects.toMatchObject({ status, code, detail: expect.stringContaining(detail) });
  });
});
