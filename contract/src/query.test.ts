import { describe, expect, test } from 'vitest';
import { MAX_FILTER_DEPTH, nestingDepth, QUERY_KINDS, querySchema, windowMilliseconds, type QueryInput } from './index';

const trends = { v: 1, kind: 'trends', range: { last: '7d' }, measures: [{ measure: 'page_views' }] } as const;
const accepts = (changes: object) => querySchema.safeParse({ ...trends, ...changes }).success;

test('defaults are filled in, and nothing else is', () => {
  expect(querySchema.parse(trends)).toEqual({ ...trends, refId: 'A', timezone: 'UTC', weekStart: 'monday' });
  expect(querySchema.parse({ ...trends, breakdown: { property: 'page.path' } })).toMatchObject({
    breakdown: { property: 'page.path', limit: 10 },
  });
});

test('the questions of the documentation are in the language', () => {
  const questions: QueryInput[] = [
    {
      refId: 'A',
      v: 1,
      kind: 'trends',
      range: { last: '7d' },
      timezone: 'Europe/Berlin',
      interval: '1d',
      measures: [{ measure: 'page_views' }],
      breakdown: { property: 'page.path', limit: 10 },
      filter: { and: [{ property: 'event.name', op: 'eq', value: 'pageview' }] },
    },
    {
      refId: 'B',
      v: 1,
      kind: 'funnel',
      range: { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' },
      steps: [
        { name: 'Sign Up', match: { events: ['Sign Up'] } },
        { name: 'First Template', match: { events: ['First Template'] } },
      ],
      window: '7d',
    },
  ];
  for (const question of questions) {
    expect(querySchema.parse(question)).toMatchObject(question);
  }
});

test('every kind of the registry is a query, and no other', () => {
  const kinds = querySchema.def.options.map((option) => option.shape.kind.def.values[0]);
  expect(kinds.sort()).toEqual(Object.keys(QUERY_KINDS).sort());
});

describe('ranges and their parts', () => {
  test.each(['1m', '1h', '6h', '24h', '7d', '30d', '90d', '2w', '3M', '99999d'])('last %s', (last) => {
    expect(accepts({ range: { last } })).toBe(true);
  });

  test.each(['', '7', 'd', '0d', '07d', '-7d', '1.5d', '7D', '7y', '7d ', '100000d', 7])('last %j is none', (last) => {
    expect(accepts({ range: { last } })).toBe(false);
  });

  test.each([
    [0, true],
    ['1970-01-01T00:00:00Z', true],
    ['2026-11-01T00:00:00.123+02:00', true],
    [Date.UTC(2100, 0, 1), true],
    [Date.UTC(2100, 0, 1) + 1, false],
    [-1, false],
    [1.5, false],
    ['2026-11-01', false],
    ['2026-11-01T00:00:00', false],
    ['2026-02-30T00:00:00Z', false],
    ['9999-01-01T00:00:00Z', false],
    [null, false],
  ])('the instant %j: %s', (asOf, valid) => {
    expect(accepts({ asOf })).toBe(valid);
  });

  test('a range is one form or the other, not a mixture', () => {
    expect(accepts({ range: { last: '7d', from: 0, to: 1 } })).toBe(false);
    expect(accepts({ range: { from: 0 } })).toBe(false);
  });

  test.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['+05:30', false],
    ['Europe/Atlantis', false],
    ['', false],
    ["UTC'; --", false],
  ])('the time zone %j: %s', (timezone, valid) => {
    expect(accepts({ timezone })).toBe(valid);
  });
});

describe('filters', () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? { property: 'site', op: 'set' } : { not: nested(depth - 1) };

  test('nest', () => {
    expect(accepts({ filter: nested(MAX_FILTER_DEPTH - 1) })).toBe(true);
    expect(accepts({ filter: { and: [{ or: [nested(1), nested(0)] }, nested(2)] } })).toBe(true);
  });

  test.each([
    { property: 'site', op: 'set', value: 'x' },
    { property: 'site', op: 'eq' },
    { property: 'site', op: 'gt', value: '5' },
    { property: 'site', op: 'in', value: [] },
    { property: 'value', op: 'gt', value: Number.NaN },
    { property: 'nowhere', op: 'set' },
    { property: 'props.', op: 'set' },
    { property: 'toString', op: 'set' },
    { and: [nested(0)], or: [nested(0)] },
    { and: nested(0) },
    {},
    [],
  ])('%j is none', (filter) => {
    expect(accepts({ filter })).toBe(false);
  });

  test('depth is counted without recursion, and only as far as asked', () => {
    expect(nestingDepth(5, 10)).toBe(1);
    expect(nestingDepth({ a: [{ b: 1 }] }, 10)).toBe(4);
    expect(nestingDepth(nested(3000), 50)).toBe(51);
  });
});

test('a window in milliseconds', () => {
  expect(['30s', '5m', '12h', '7d', '2w'].map(windowMilliseconds)).toEqual([
    30_000, 300_000, 43_200_000, 604_800_000, 1_209_600_000,
  ]);
});
