import type { FawkesQuery } from '../types';
import { interpolate, type Replace } from './interpolate';

/** As Grafana's template service does it: a format of the text's own wins, an unknown variable stays as it is. */
function replaceWith(variables: Record<string, unknown>): Replace {
  return (text, format) =>
    text.replace(/\$\{(\w+)(?::(\w+))?\}|\$(\w+)/g, (whole, braced?: string, own?: string, bare?: string) => {
      const value = variables[braced ?? bare ?? ''];
      if (value === undefined) {
        return whole;
      }
      return typeof format === 'function' && !own ? format(value) : [value].flat().join(own === 'pipe' ? '|' : ',');
    });
}

const replace = replaceWith({
  site: ['docs.example', 'app.example'],
  one: ['docs.example'],
  none: '',
  team: 'red',
  pages: ['/a', '/b'],
  limit: '5',
  property: 'props.team',
  __interval: '30s',
});

const interpolated = (question: object) =>
  interpolate(
    { refId: '$team', datasource: { uid: '${site}' }, v: 1, kind: 'trends', ...question } as FawkesQuery,
    replace
  );

describe('interpolate', () => {
  it('leaves what is Grafana’s and the panel’s as it is', () => {
    expect(interpolated({ timezone: 'Europe/Berlin' })).toEqual({
      refId: '$team',
      datasource: { uid: '${site}' },
      v: 1,
      kind: 'trends',
      timezone: 'Europe/Berlin',
    });
  });

  it.each([
    ['${site}', ['docs.example', 'app.example']],
    [
      ['${site}', 'third.example'],
      ['docs.example', 'app.example', 'third.example'],
    ],
    ['$one', 'docs.example'],
    ['docs.example', 'docs.example'],
    ['${nobody}', '${nobody}'],
  ])('asks about the sites of %s', (site, expected) => {
    expect(interpolated({ site })).toMatchObject({ site: expected });
  });

  it.each(['', '${none}', [], ['${none}', '']])('asks about all sites where %j names none', (site) => {
    expect(interpolated({ site })).not.toHaveProperty('site');
  });

  it.each([
    ['30s', '1m'],
    ['200ms', '1m'],
    ['90s', '2m'],
    ['1h', '1h'],
    ['1y', '12M'],
    ['range', 'range'],
    ['$__interval', '1m'],
    ['$unknown', '$unknown'],
  ])('makes the interval %s one that the proxy knows: %s', (interval, expected) => {
    expect(interpolated({ interval })).toMatchObject({ interval: expected });
  });

  it('reaches every text, however deep, and makes one text of several values', () => {
    const steps = [
      {
        name: '$team',
        match: { events: ['Sign Up $team', '${pages}'], filter: { not: { property: '$property', op: 'set' } } },
      },
    ];
    expect(interpolated({ kind: 'funnel', steps })).toMatchObject({
      steps: [
        {
          name: 'red',
          match: { events: ['Sign Up red', '/a', '/b'], filter: { not: { property: 'props.team', op: 'set' } } },
        },
      ],
    });
    expect(interpolated({ kind: 'funnel', funnel: '$site' })).toMatchObject({ funnel: 'docs.example,app.example' });
  });

  it('makes numbers of limits', () => {
    expect(interpolated({ limit: '$limit', breakdown: { property: 'site', limit: '${limit}' } })).toMatchObject({
      limit: 5,
      breakdown: { property: 'site', limit: 5 },
    });
    expect(interpolated({ limit: '$team' })).toMatchObject({ limit: 'red' });
  });

  it.each([
    [
      { op: 'in', value: ['${pages}', '/c'] },
      { op: 'in', value: ['/a', '/b', '/c'] },
    ],
    [
      { op: 'eq', value: '$pages' },
      { op: 'in', value: ['/a', '/b'] },
    ],
    [
      { op: 'eq', value: '$team' },
      { op: 'eq', value: 'red' },
    ],
    [
      { op: 'eq', value: 5 },
      { op: 'eq', value: 5 },
    ],
    [
      { op: 'gt', value: '$limit' },
      { op: 'gt', value: 5 },
    ],
    [
      { op: 'contains', value: '/${team}/' },
      { op: 'contains', value: '/red/' },
    ],
    [
      { op: 'regex', value: '^(${pages:pipe})$' },
      { op: 'regex', value: '^(/a|/b)$' },
    ],
  ])('compares with the values of a variable: %j', (condition, expected) => {
    const filter = { property: 'page.path', ...condition };
    expect(interpolated({ filter })).toMatchObject({ filter: { property: 'page.path', ...expected } });
  });

  it('excludes each value of a variable', () => {
    expect(interpolated({ filter: { and: [{ property: 'page.path', op: 'neq', value: '$pages' }] } })).toMatchObject({
      filter: { and: [{ not: { property: 'page.path', op: 'in', value: ['/a', '/b'] } }] },
    });
  });

  it.each([[null], [[null, 5]], [{ op: 5, property: [] }], [{ op: 'eq', property: 7, value: '$team' }]])(
    'does not stumble over the nonsense %j',
    (filter) => {
      expect(() => interpolated({ filter, site: { deep: [null] }, interval: null, measures: filter })).not.toThrow();
    }
  );
});
