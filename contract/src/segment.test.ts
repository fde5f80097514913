import { expect, test } from 'vitest';
import { circleOf, segmentRuleSchema, type SegmentRule } from './index';

const refers = (name: string, ...to: string[]) => ({
  name,
  rule: { or: to.map((segment): SegmentRule => ({ segment, in: true })) },
});

test.each([
  [[refers('a', 'b'), refers('b', 'c'), refers('c', 'Power Users')], undefined],
  [[refers('a', 'b', 'c'), refers('b', 'c'), refers('c', 'd')], undefined],
  [[refers('a', 'a')], ['a', 'a']],
  [
    [refers('x', 'a'), refers('a', 'b'), refers('b', 'c'), refers('c', 'a')],
    ['a', 'b', 'c', 'a'],
  ],
  [[{ name: 'a', rule: { did: { filter: { not: { segment: 'a', in: false } } } } }], ['a', 'a']],
])('a circle in %j: %j', (segments, circle) => {
  expect(circleOf(segments)).toEqual(circle);
});

const nested = (depth: number): unknown => (depth === 0 ? { did: 'anything' } : { not: nested(depth - 1) });

test.each([
  [{ did: 'anything', times: { op: 'gt', count: 1 } }, false],
  [{ did: {} }, false],
  [{ did: 'anything', within: 'yesterday' }, false],
  [{ property: 'page.path', op: 'eq', value: '/' }, false],
  [{ property: 'person.plan', op: 'eq', value: 'pro' }, true],
  [{ did: { events: ['Order'] }, times: { op: 'eq', count: 0 }, within: '30d' }, true],
  [nested(10), true],
  [nested(11), false],
  [{ and: Array.from({ length: 50 }, () => ({ did: 'anything' })) }, true],
  [{ or: [{ and: Array.from({ length: 50 }, () => ({ did: 'anything' })) }, { did: 'anything' }] }, false],
])('a rule %j: %s', (rule, valid) => {
  expect(segmentRuleSchema.safeParse(rule).success).toBe(valid);
});
