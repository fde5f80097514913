import type { FawkesQuery } from '../types';
import { examine } from './examine';

const examined = (question: object) => examine({ refId: 'A', v: 1, ...question } as FawkesQuery);
const trends = { kind: 'trends', measures: [{ measure: 'page_views' }] };

describe('examine', () => {
  it.each([
    ['trends', trends],
    ['a top list', { kind: 'top', property: 'props.team', measures: [{ measure: 'events' }] }],
    ['a named funnel', { kind: 'funnel', funnel: 'onboarding' }],
    [
      'what Grafana adds',
      { ...trends, hide: true, instant: true, queryType: '', datasource: { uid: 'x' }, key: 'Q-1' },
    ],
    ['what a panel gives', { ...trends, timezone: 'Europe/Berlin', weekStart: 'sunday' }],
  ])('finds nothing wrong with %s', (_, question) => {
    expect(examined(question)).toEqual({ problems: [], unfinished: false, missing: false });
  });

  it.each([
    ['no measure', { ...trends, measures: [] }, ['measures'], 'at least 1 of them'],
    ['no funnel chosen', { kind: 'funnel', funnel: '' }, ['funnel'], 'must not be empty'],
    ['no interval', { ...trends, interval: 'often' }, ['interval'], 'an interval is a number and one of m h d w M'],
    [
      'a step without a name',
      { kind: 'funnel', steps: [{ name: '', match: { events: ['A'] } }] },
      ['steps', 0, 'name'],
      'must not be empty',
    ],
    [
      'a step without events',
      { kind: 'funnel', steps: [{ name: 'A', match: {} }] },
      ['steps', 0, 'match'],
      'names at least one event',
    ],
    [
      'a condition without its value',
      { ...trends, filter: { and: [{ property: 'page.path', op: 'eq' }] } },
      ['filter', 'and', 0, 'value'],
      'is missing',
    ],
    [
      'a list of values that is empty, deep in a filter',
      { ...trends, filter: { or: [{ not: { property: 'site', op: 'in', value: [] } }] } },
      ['filter', 'or', 0, 'not', 'value'],
      'at least 1 of them',
    ],
    [
      'a limit too large',
      { ...trends, breakdown: { property: 'site', limit: 101 } },
      ['breakdown', 'limit'],
      'at most 100',
    ],
    ['an empty site', { ...trends, site: '' }, ['site'], 'must not be empty'],
  ])('calls %s unfinished, and says where', (_, question, path, message) => {
    const { problems, unfinished } = examined(question);
    expect(unfinished).toBe(true);
    expect(problems).toEqual([expect.objectContaining({ path, message: expect.stringContaining(message) })]);
  });

  it.each([
    ['an unknown kind', { kind: 'miracle' }, ['kind']],
    ['no kind', {}, ['kind']],
    ['a later version', { ...trends, v: 2 }, ['v']],
    ['a foreign member', { ...trends, colour: 'red' }, []],
    ['a measure that does not exist', { ...trends, measures: [{ measure: 'luck' }] }, ['measures', 0, 'measure']],
    ['a text for a list', { ...trends, measures: 'page_views' }, ['measures']],
    ['a variable for a list', { ...trends, measures: '$measures' }, ['measures']],
    ['a number for a text', { ...trends, interval: 5 }, ['interval']],
    ['a filter of a form of its own', { ...trends, filter: { xor: [] } }, ['filter']],
    [
      'a comparison that does not exist',
      { ...trends, filter: { property: 'site', op: '~', value: 1 } },
      ['filter', 'op'],
    ],
    ['steps without a matcher', { kind: 'funnel', steps: [{ name: 'A' }] }, ['steps', 0, 'match']],
  ])('does not take %s for unfinished', (_, question, path) => {
    const { problems, unfinished } = examined(question);
    expect(unfinished).toBe(false);
    expect(problems[0]!.path.slice(0, path.length)).toEqual(path);
  });

  it.each([
    ['a list that is empty', { ...trends, measures: [] }, true],
    ['a step without events', { kind: 'funnel', steps: [{ name: 'A', match: {} }] }, true],
    ['neither a funnel nor steps', { kind: 'funnel' }, true],
    ['an interval that is none', { ...trends, interval: '1x' }, false],
    ['a window that is none', { kind: 'funnel', funnel: 'onboarding', window: '9x' }, false],
    ['a limit too large', { ...trends, breakdown: { property: 'site', limit: 101 } }, false],
  ])('asks nothing where something is still to come, but what is wrong: %s', (_, question, missing) => {
    expect(examined(question).missing).toBe(missing);
  });

  it('trusts a text with a variable to become what is wanted', () => {
    const question = {
      ...trends,
      site: '${site}',
      interval: '$__interval',
      breakdown: { property: '$property', limit: '[[limit]]' },
      filter: { property: 'value', op: 'gt', value: '${min}' },
    };
    expect(examined(question).problems).toEqual([]);
  });
});
