import { QUERY_KINDS } from '@fawkes/contract';
import { describe, expect, test } from 'vitest';
import { Problem } from '../problem';
import { parseQuery } from './parse';

const trends = { v: 1, kind: 'trends', range: { last: '7d' }, measures: [{ measure: 'page_views' }] };

function problemOf(query: unknown): Problem {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof Problem) {
      return error;
    }
    throw error;
  }
  throw new Error('the query was accepted');
}

test('a query comes back with its defaults', () => {
  expect(parseQuery(trends)).toEqual({ ...trends, refId: 'A', timezone: 'UTC', weekStart: 'monday' });
});

test.each([null, undefined, 5, 'trends', [], {}])('%j is no query, and the kinds are named', (query) => {
  const { status, code, detail, errors } = problemOf(query);
  expect({ status, code, errors }).toEqual({
    status: 400,
    code: 'unknown_kind',
    errors: [{ path: 'kind', message: 'is missing' }],
  });
  expect(detail).toBe(`A query has one of the kinds ${Object.keys(QUERY_KINDS).join(', ')}.`);
  expect(detail).toContain('trends, top, funnel');
});

test('a kind of any length is told in a few words', () => {
  const [place] = problemOf({ kind: 'x'.repeat(10_000) }).errors ?? [];
  expect(place).toEqual({ path: 'kind', message: `there is no kind "${'x'.repeat(100)}…"` });
});

describe('every wrong place is named in words', () => {
  test.each([
    [{ timezone: 'Mars' }, 'timezone', 'not a time zone of the IANA database, such as Europe/Berlin'],
    [{ range: { last: '7' } }, 'range.last', 'a relative range is a number and one of m h d w M, such as 7d'],
    [{ range: 'a week' }, 'range', 'a range is {"last":"7d"} or {"from":…,"to":…}'],
    [
      { colour: 1 },
      '',
      expect.stringMatching(/^Unrecognized key: "colour"; there can be refId, v, range, .*, compare, live$/),
    ],
    [
      { filter: { and: [{ property: 'site', op: 'is' }] } },
      'filter.and.0.op',
      expect.stringContaining("'eq' | 'neq' | 'in'"),
    ],
    [
      { filter: { property: 'sight', op: 'set' } },
      'filter.property',
      expect.stringContaining('props.<name> or person.<trait>'),
    ],
    [
      { filter: { property: 'site', op: 'eq', value: {} } },
      'filter.value',
      'a text of at most 2000 characters, a number or a boolean',
    ],
    [{ filter: { not: { property: 'site' } } }, 'filter.not.op', expect.any(String)],
    [{ measures: [{ measure: 'conversions' }] }, 'measures.0', expect.stringContaining('needs a match')],
  ])('%j', (changes, path, message) => {
    expect(problemOf({ ...trends, ...changes }).errors).toEqual([{ path, message }]);
  });

  test('all of them, up to twenty', () => {
    const measures = Array.from({ length: 20 }, () => ({ measure: 'luck' }));
    const { errors = [] } = problemOf({ ...trends, v: 2, measures });
    expect(errors.map((place) => place.path).slice(0, 2)).toEqual(['v', 'measures.0.measure']);
    expect(errors).toHaveLength(20);
  });
});
