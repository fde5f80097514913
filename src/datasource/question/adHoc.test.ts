import { querySchema } from '@fawkes/contract';
import type { FawkesQuery } from '../types';
import { adHocOf, droppedNotice, withAdHoc } from './adHoc';

const trends = { refId: 'A', v: 1, kind: 'trends', measures: [{ measure: 'page_views' }] } as FawkesQuery;
const page = { property: 'page.path', op: 'eq', value: '/a' } as const;
const filter = (operator: string, value: string, key = 'page.path', values?: string[]) => ({
  key,
  operator,
  value,
  values,
});

describe('ad hoc filters', () => {
  it.each([
    [filter('=', '/a'), page],
    [filter('!=', '/a'), { ...page, op: 'neq' }],
    [filter('=~', '^/a'), { ...page, op: 'regex', value: '^/a' }],
    [filter('!~', '^/a'), { not: { ...page, op: 'regex', value: '^/a' } }],
    [filter('=|', '/a', 'page.path', ['/a', '/b']), { ...page, op: 'in', value: ['/a', '/b'] }],
    [filter('!=|', '/a', 'page.path', ['/a', '/b']), { not: { ...page, op: 'in', value: ['/a', '/b'] } }],
    [filter('=', '(none)'), { property: 'page.path', op: 'unset' }],
    [filter('!=', '(none)'), { property: 'page.path', op: 'set' }],
    [filter('>', '5', 'props.size'), { property: 'props.size', op: 'gt', value: 5 }],
  ])('narrow a query that the contract takes: %j', (given, expected) => {
    const narrowed = withAdHoc({ ...trends, filter: page }, [given]);
    expect(narrowed.filter).toEqual({ and: [page, expected] });
    expect(querySchema.safeParse({ ...narrowed, range: { last: '1d' } }).success).toBe(true);
  });

  it.each([
    ['a label of another data source', filter('=', 'x', 'instance')],
    ['an order of texts', filter('<', 'abc')],
    ['a moment', filter('=', '2026-01-01', 'event.time')],
    ['an operator that is none', filter('toString', '5')],
  ])('leave out and count %s', (_, given) => {
    expect(adHocOf([given, filter('=', '/a')])).toEqual({ conditions: [page], dropped: 1 });
    expect(withAdHoc(trends, [given])).toBe(trends);
  });

  it('neither narrow nor count while they are being written', () => {
    expect(adHocOf([filter('=', ''), filter('=', 'x', '')])).toEqual({ conditions: [], dropped: 0 });
  });

  it('say how many were left out', () => {
    expect(droppedNotice(0)).toBeUndefined();
    expect(droppedNotice(1)).toContain('1 ad hoc filter does');
    expect(droppedNotice(2)).toContain('2 ad hoc filters do');
  });
});
