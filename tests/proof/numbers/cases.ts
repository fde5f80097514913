import type { Filter, Matcher, Measure, Property } from '@fawkes/contract';
import type { FunnelReference } from './funnel';
import { PROPERTIES_IN_FILES } from './properties';
import type { Scope } from './scope';

/*
 * What is asked of the product, and the same in SQL for the reference. A case is written by hand in both languages, so that
 * neither is made from the other.
 */

export interface Span {
  from: string;
  to: string;
}

/** A filter in both languages. */
export interface BothFilters {
  filter: Filter;
  sql: string;
  ofSession?: boolean;
}

export interface AskedMeasure {
  measure: Measure;
  match?: Matcher;
  goalSql?: string;
}

interface Common extends Partial<Pick<Scope, 'zone' | 'weekStart' | 'interval' | 'sites' | 'asOf'>> {
  name: string;
  span: Span;
  /** Asked relative to `asOf` instead; `span` says what it means. */
  last?: string;
  /** Compared with this span. */
  previous?: Span;
  filters?: BothFilters[];
}

export interface TrendCase extends Common {
  measures: AskedMeasure[];
  breakdown?: { property: Property; limit: number };
}

export interface TopCase extends Common {
  property: Property;
  measures: AskedMeasure[];
  limit: number;
}

export interface FunnelCase extends Common {
  steps: Matcher[];
  entry?: Matcher;
  window: string;
  reference: FunnelReference;
}

const MEASURES_OF_PEOPLE: AskedMeasure[] = [
  { measure: 'events' },
  { measure: 'page_views' },
  { measure: 'unique_visitors' },
  { measure: 'active_users' },
  { measure: 'sessions' },
  { measure: 'bounce_rate' },
  { measure: 'session_duration' },
  { measure: 'views_per_visit' },
];
const SIGNUP: Pick<AskedMeasure, 'match' | 'goalSql'> = {
  match: { events: ['Signup'] },
  goalSql: `name = 'Signup'`,
};
const GUIDES: Pick<AskedMeasure, 'match' | 'goalSql'> = {
  match: { paths: ['/docs/guide/*'], filter: { property: 'props.plan', op: 'in', value: ['pro', 'team'] } },
  goalSql: `name = 'pageview' AND regexp_full_match(path, '/docs/guide/[^/]*') AND plan IN ('pro', 'team')`,
};
const ALL_MEASURES: AskedMeasure[] = [
  ...MEASURES_OF_PEOPLE,
  { measure: 'total_users' },
  { measure: 'dau' },
  { measure: 'wau' },
  { measure: 'mau' },
  { measure: 'stickiness' },
  { measure: 'conversions', ...SIGNUP },
  { measure: 'conversion_rate', ...SIGNUP },
  { measure: 'conversion_rate', ...GUIDES },
];

const APRIL: Span = { from: '2026-04-01T00:00:00Z', to: '2026-05-01T00:00:00Z' };
/** In Berlin; the clock goes forward on the 29th. */
const LATE_MARCH: Span = { from: '2026-03-26T00:00:00+01:00', to: '2026-04-02T00:00:00+02:00' };
/** In New York; the clock goes forward on 8 March. */
const EARLY_MARCH: Span = { from: '2026-03-06T00:00:00-05:00', to: '2026-03-11T00:00:00-04:00' };
const ODD: Span = { from: '2026-03-17T13:37:11.123Z', to: '2026-03-30T07:01:59.999Z' };

const PAYING: BothFilters = {
  filter: { property: 'value', op: 'gte', value: 10 },
  sql: 'coalesce(value >= 10, false)',
};
const NESTED: BothFilters = {
  filter: {
    or: [
      {
        and: [
          { property: 'page.path', op: 'starts_with', value: '/docs' },
          { property: 'props.plan', op: 'set' },
        ],
      },
      { not: { property: 'event.name', op: 'neq', value: 'Search' } },
      { property: 'props.note', op: 'contains', value: 'two lines' },
    ],
  },
  sql: `(path LIKE '/docs%' AND plan <> '') OR name = 'Search' OR note LIKE '%two lines%'`,
};
const FROM_GOOGLE: BothFilters = {
  filter: { property: 'session.source', op: 'eq', value: 'Google' },
  sql: `source = 'Google'`,
  ofSession: true,
};
const RED_TEAM: BothFilters = {
  filter: { property: 'utm.term', op: 'regex', value: '^platform .*m$' },
  sql: `regexp_matches(utm_term, '^platform .*m$')`,
};

export const TRENDS: TrendCase[] = [
  {
    name: 'a month as one',
    span: APRIL,
    previous: { from: '2026-03-02T00:00:00Z', to: APRIL.from },
    measures: ALL_MEASURES,
  },
  { name: 'days', span: APRIL, interval: '1d', measures: ALL_MEASURES },
  {
    name: 'days of Berlin when its clock changes',
    span: LATE_MARCH,
    zone: 'Europe/Berlin',
    interval: '1d',
    measures: ALL_MEASURES,
  },
  {
    name: 'hours of Berlin when its clock changes',
    span: LATE_MARCH,
    zone: 'Europe/Berlin',
    interval: '1h',
    measures: ALL_MEASURES,
  },
  {
    name: 'days of New York against those before',
    span: EARLY_MARCH,
    previous: { from: '2026-03-01T00:00:00-05:00', to: EARLY_MARCH.from },
    zone: 'America/New_York',
    interval: '1d',
    measures: ALL_MEASURES,
  },
  {
    name: 'weeks from Sunday in Kolkata',
    span: ODD,
    zone: 'Asia/Kolkata',
    interval: '1w',
    weekStart: 'sunday',
    measures: ALL_MEASURES,
  },
  {
    name: 'months of Berlin from the beginning to the end',
    span: { from: '2026-01-15T00:00:00Z', to: '2026-06-01T00:00:00Z' },
    zone: 'Europe/Berlin',
    interval: '1M',
    measures: ALL_MEASURES,
  },
  {
    name: 'the last 7 days of New York, over the change of the clock',
    last: '7d',
    asOf: '2026-03-12T15:00:00Z',
    span: { from: '2026-03-05T16:00:00Z', to: '2026-03-12T15:00:00Z' },
    previous: { from: '2026-02-26T16:00:00Z', to: '2026-03-05T16:00:00Z' },
    zone: 'America/New_York',
    measures: ALL_MEASURES,
  },
  { name: 'two sites', span: ODD, sites: ['docs.example', 'blog.example'], interval: '1d', measures: ALL_MEASURES },
  { name: 'one site as one', span: ODD, sites: ['app.example'], measures: ALL_MEASURES },
  { name: 'what is paid', span: APRIL, interval: '1w', filters: [PAYING], measures: ALL_MEASURES },
  {
    name: 'a nested filter',
    span: ODD,
    interval: '1d',
    zone: 'Europe/Berlin',
    filters: [NESTED],
    measures: ALL_MEASURES,
  },
  { name: 'an expression', span: APRIL, filters: [RED_TEAM], measures: ALL_MEASURES },
  { name: 'sessions from Google', span: ODD, interval: '1d', filters: [FROM_GOOGLE], measures: ALL_MEASURES },
  {
    name: 'sessions from Google that hold a match',
    span: APRIL,
    filters: [FROM_GOOGLE, NESTED],
    measures: ALL_MEASURES,
  },
  ...(PROPERTIES_IN_FILES.map((property, i) => ({
    name: `weeks by ${property}`,
    span: i % 2 === 0 ? APRIL : ODD,
    interval: '1w' as const,
    zone: 'Europe/Berlin',
    measures: [...ALL_MEASURES.slice(i % 8), ...ALL_MEASURES.slice(0, i % 8)],
    breakdown: { property, limit: 1 + (i % 4) },
  })) satisfies TrendCase[]),
];

export const TOPS: TopCase[] = PROPERTIES_IN_FILES.flatMap((property, i): TopCase[] => [
  {
    name: `the top ${property}`,
    span: APRIL,
    previous: { from: '2026-03-02T00:00:00Z', to: APRIL.from },
    property,
    limit: 10,
    measures: [ALL_MEASURES[i % 9] as AskedMeasure, { measure: 'unique_visitors' }, { measure: 'sessions' }],
  },
  {
    name: `the top ${property} of some events`,
    span: ODD,
    zone: 'Asia/Kolkata',
    sites: ['docs.example', 'app.example'],
    filters: [i % 2 === 0 ? NESTED : FROM_GOOGLE],
    property,
    limit: 1000,
    measures: [{ measure: 'events' }, { measure: 'conversion_rate', ...SIGNUP }, { measure: 'total_users' }],
  },
]);

const named = (event: string): Matcher => ({ events: [event] });
const nameSql = (event: string) => `name = '${event}'`;
const HOUR = 3_600_000;

export const FUNNELS: FunnelCase[] = [
  {
    name: 'two steps in a day',
    span: APRIL,
    steps: [named('Deploy Started'), named('Deploy Finished')],
    window: '1d',
    reference: { stepsSql: [nameSql('Deploy Started'), nameSql('Deploy Finished')], windowMs: 24 * HOUR },
  },
  {
    name: 'four steps in three weeks, of paths and events',
    span: ODD,
    steps: [{ paths: ['/docs/**'] }, named('Signup'), { events: ['Deploy *'] }, { paths: ['/'], events: ['Purchase'] }],
    window: '3w',
    reference: {
      stepsSql: [
        `name = 'pageview' AND path LIKE '/docs/%'`,
        nameSql('Signup'),
        `name LIKE 'Deploy %'`,
        `name = 'Purchase' OR (name = 'pageview' AND path = '/')`,
      ],
      windowMs: 21 * 24 * HOUR,
    },
  },
  {
    name: 'a step that comes again',
    span: APRIL,
    sites: ['app.example'],
    steps: [named('Purchase'), named('Purchase'), named('Purchase')],
    window: '12h',
    reference: { stepsSql: Array.from({ length: 3 }, () => nameSql('Purchase')), windowMs: 12 * HOUR },
  },
  {
    name: 'measured against who came from a campaign',
    span: ODD,
    zone: 'Europe/Berlin',
    entry: { filter: { property: 'utm.medium', op: 'set' } },
    steps: [{ filter: { property: 'utm.source', op: 'eq', value: 'newsletter' } }, named('Signup'), named('Purchase')],
    window: '5d',
    reference: {
      entrySql: `utm_medium <> ''`,
      stepsSql: [`utm_source = 'newsletter'`, nameSql('Signup'), nameSql('Purchase')],
      windowMs: 5 * 24 * HOUR,
    },
  },
  {
    name: 'of some events, not over at the moment asked about',
    span: { from: '2026-04-20T00:00:00Z', to: '2026-04-22T00:00:00Z' },
    asOf: '2026-04-22T00:00:00Z',
    filters: [
      { filter: { property: 'props.button', op: 'in', value: ['top', 'side'] }, sql: `button IN ('top', 'side')` },
    ],
    steps: [named('Search'), named('Copy Code'), named('Service Created')],
    window: '2d',
    reference: { stepsSql: ['Search', 'Copy Code', 'Service Created'].map(nameSql), windowMs: 48 * HOUR },
  },
];
