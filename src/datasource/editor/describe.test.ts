import type { FawkesQuery } from '../types';
import { describe as sentenceOf } from './describe';

const said = (question: object) => sentenceOf({ refId: 'A', v: 1, ...question } as FawkesQuery);
const trends = { kind: 'trends', measures: [{ measure: 'page_views' }] };

describe('describe', () => {
  it.each([
    [trends, 'Page views over time.'],
    [{ ...trends, interval: 'range' }, 'Page views in the whole time range.'],
    [
      { ...trends, interval: '2h', site: ['a.example', 'b.example'] },
      'Page views every 2 hours on a.example and b.example.',
    ],
    [{ ...trends, interval: '$__interval', site: '$site' }, 'Page views every $__interval on $site.'],
    [
      {
        kind: 'trends',
        measures: [{ measure: 'conversion_rate', match: { events: ['Sign Up'], paths: ['/welcome'] } }],
      },
      'Conversion rate of “Sign Up” or a view of “/welcome” over time.',
    ],
    [
      {
        kind: 'top',
        property: 'props.team',
        measures: [{ measure: 'events' }, { measure: 'sessions' }],
        compare: 'previous',
      },
      'The 10 largest values of team by Events, with Sessions beside, compared with the previous period.',
    ],
    [{ kind: 'events', site: 'docs.example' }, 'The 100 newest events on docs.example.'],
    [{ kind: 'lifecycle', interval: '1w' }, 'Who is new, returns, comes back after a pause or stays away, per week.'],
    [{ kind: 'stickiness', interval: '1d' }, 'People by the number of intervals of 1 day in which they were active.'],
    [
      { kind: 'stickiness', interval: '1d', criterion: { match: { events: ['Order'] }, op: 'gte', count: 3 } },
      'People by the number of intervals of 1 day in which the times of “Order” were ≥ 3.',
    ],
    [
      { kind: 'retention', interval: '1w' },
      'Of those who were active for the first time, by intervals of 1 week, how many are active in each later interval.',
    ],
    [
      {
        kind: 'retention',
        interval: '1d',
        start: { events: ['Sign Up'] },
        return: { events: ['Deploy'] },
        cohort: 'recurring',
        counting: 'on_or_after',
        minOccurrences: 2,
      },
      'Of those who did “Sign Up”, by intervals of 1 day, how many do “Deploy” at least 2 times in or after each later interval.',
    ],
    [{ kind: 'adoption' }, 'How many people use each feature, against the previous period.'],
    [
      { kind: 'adoption', features: ['Deploy', 'Docs'], site: 'a.example' },
      'How many people use “Deploy” and “Docs”, against the previous period on a.example.',
    ],
    [
      { kind: 'experiments', status: 'running' },
      'Experiments that are running: how many people each variant was shown to, and how many of them then did something that carries the experiment.',
    ],
    [
      {
        kind: 'experiment',
        experiment: 'checkout',
        metric: { events: ['Order'] },
        exposure: { match: { events: ['shown'] } },
      },
      'How many people each variant of the experiment “checkout” was shown to, and how many of them then did “Order”, shown by “shown”.',
    ],
    [
      {
        kind: 'funnel',
        steps: [
          { name: 'Cart', match: { events: ['Cart'] } },
          { name: 'Coupon', match: { events: ['Coupon'] }, optional: true },
          { name: 'Order', match: { events: ['Order'] } },
        ],
        window: '1d',
        counting: 'session',
        hold: 'props.shop',
        exclusions: [{ match: { events: ['Error'] }, from: 1, to: 3 }],
        breakdown: { property: 'device.browser', at: 2 },
        site: 'a.example',
      },
      'How many sessions do “Cart” → “Coupon” (or not) → “Order”, one after the other, within 1 day, with the same shop, without “Error” between the steps 1 and 3, by Browser at step 2 on a.example.',
    ],
    [
      {
        kind: 'funnel',
        steps: ['Read', 'Try'].map((name) => ({ name, match: { events: [name] } })),
        order: 'unordered',
        start: 'first',
        view: 'trend',
        interval: '1w',
      },
      'Which share of people, per week, does “Read” and “Try”, in any order from their first start.',
    ],
    [
      { kind: 'funnel', funnel: 'onboarding', view: 'time_to_convert' },
      'How long it takes people to get through the funnel “onboarding”.',
    ],
    [
      { kind: 'funnel', funnel: 'onboarding', view: 'correlation', properties: ['device.type'] },
      'Which events and values of Device go with it when people get through the funnel “onboarding”.',
    ],
    [
      { kind: 'segments', interval: '1w', rules: { newDays: 7 }, site: 'a.example' },
      'How many people are At Risk, New, Power or Regular Users at the end of the time range and per week, by rules of its own on a.example.',
    ],
    [
      {
        kind: 'people',
        of: { kind: 'lifecycle', pick: { time: '2026-11-01T00:00:00Z', state: 'new' } },
        show: ['person.plan'],
        segment: 'Buyers',
      },
      '100 of the people behind a number of the kind “lifecycle” (time "2026-11-01T00:00:00Z" and state "new") with plan, of the people in “Buyers”.',
    ],
    [
      { kind: 'overlap', segments: ['Power Users', 'Team'] },
      'People by exactly which of the segments “Power Users” and “Team” they are in at the end of the time range.',
    ],
    [
      { kind: 'standout', of: 'At Risk' },
      'The 20 events, devices and traits by which the people of “At Risk” differ most surely from everyone else.',
    ],
    [
      { kind: 'standout', of: 'At Risk', properties: ['device.type', 'person.plan'], limit: 5 },
      'The 5 values of Device and plan by which the people of “At Risk” differ most surely from everyone else.',
    ],
    [{ kind: 'flows' }, 'People by their segment at the start and at the end of the time range.'],
    [
      { kind: 'rfm', rules: { activeDays: 30 } },
      'People by fifths of how lately they were seen, how many sessions they had and how many features they used within 30 days.',
    ],
    [
      { kind: 'power-curve', days: 7 },
      'People by the number of days on which they were active, of the 7 that end with the time range.',
    ],
    [
      {
        kind: 'trends',
        measures: [
          { measure: 'conversions', goal: 'Signup', hidden: true },
          { measure: 'p90', property: 'props.size', match: { events: ['Upload'] }, name: 'size' },
        ],
        formulas: [{ formula: 'A / B', name: 'ratio' }],
      },
      '90th percentile of size of “Upload” (as “size”) and A / B (as “ratio”) (where A is Conversions of the goal “Signup” and B is 90th percentile of size of “Upload”) over time.',
    ],
    [
      { kind: 'paths' },
      'Which ways sessions take, with the 10 most frequent nodes of each step, from the beginning, 5 steps.',
    ],
    [
      { kind: 'paths', to: { events: ['Deploy'] }, within: '1d', view: 'paths', steps: 3 },
      'The 10 most frequent paths of people within 1 day, up to “Deploy”, 3 steps.',
    ],
    [
      { kind: 'live', site: 'a.example' },
      'Who is here now, and the last 30 minutes by minute and by Page and Source on a.example.',
    ],
    [
      { kind: 'movers', measures: [{ measure: 'sessions' }], properties: ['props.team'], limit: 5 },
      'The 5 largest changes of Sessions by team against the previous period.',
    ],
    [
      { kind: 'flows', select: { frame: 'sizes' } },
      'People by their segment at the start and at the end of the time range; of the answer only “sizes”.',
    ],
    [
      { kind: 'flows', select: { frame: 'sizes', fields: ['segment', 'after'] } },
      'People by their segment at the start and at the end of the time range; of the answer only “segment” and “after” of “sizes”.',
    ],
    [{ kind: 'changes' }, 'The 100 newest changes of definitions in the workspace.'],
    [
      { kind: 'changes', definitions: ['goal', 'segment_rules'], limit: 5 },
      'The 5 newest changes of goal and segment rules in the workspace.',
    ],
    [{ kind: 'adoption', view: 'by_segment' }, 'How many of the people of each behavioural segment use each feature.'],
    [{ kind: 'adoption', view: 'over_time', interval: '1w' }, 'How many people use each feature per week.'],
    [{ kind: 'funnel', funnel: 'onboarding' }, 'How many people get through each step of the funnel “onboarding”.'],
    [
      {
        kind: 'funnel',
        steps: [
          { name: 'Visit', match: { paths: ['/'] } },
          { name: 'Sign Up', match: { events: ['Sign Up'] } },
        ],
        entry: { events: ['Open'] },
        window: '1d',
      },
      'How many people do “Visit” → “Sign Up”, one after the other, within 1 day, of those who did “Open”.',
    ],
  ])('says of %j: %s', (question, sentence) => {
    expect(said(question)).toBe(sentence);
  });

  it('says a filter as it holds', () => {
    const filter = {
      and: [
        { property: 'page.path', op: 'starts_with', value: '/docs' },
        {
          or: [
            { property: 'device.type', op: 'in', value: ['mobile', 'tablet'] },
            { not: { property: 'value', op: 'gte', value: 5 } },
          ],
        },
        { property: 'user.id', op: 'set' },
        { property: 'person.first_seen', op: 'within', value: '7d' },
        { segment: 'Buyers', in: false },
      ],
    };
    expect(said({ ...trends, filter })).toBe(
      'Page views over time, where Page starts with “/docs”, (Device is one of “mobile” or “tablet” or (not Value ≥ 5)), User is set, First seen is within the last 7 days and (the person is not in “Buyers”).'
    );
  });

  it.each([
    [{ kind: 'funnel', steps: [] }],
    [{ kind: 'trends', measures: [] }],
    [{ ...trends, filter: { property: 'page.path', op: 'eq' } }],
  ])('has words for what is unfinished: %j', (question) => {
    expect(said(question)).toMatch(/\.$/);
  });

  it.each([[{ kind: 'miracle', x: 1 }], [{ kind: 'trends', measures: 'all' }], [{}]])(
    'shows %j, which no form knows, as it is',
    (question) => {
      expect(JSON.parse(said(question))).toEqual({ v: 1, ...question });
    }
  );
});
