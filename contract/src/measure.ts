import * as z from 'zod/mini';

/** What a measure needs to know besides its name. */
interface MeasureOf {
  label: string;
  /** A unit id of Grafana. */
  unit: string;
  integer: boolean;
  /** Whether it is about the events of a matcher: it must be told which, it may, or it takes none. */
  match?: 'required' | 'optional';
  /** It is computed over the numbers that a property has. */
  numeric?: true;
  /** It is about one page: it needs a breakdown by pages. */
  ofPage?: true;
}

const count = (label: string) => ({ label, unit: 'locale', integer: true }) as const;
const numeric = (label: string) =>
  ({ label, unit: 'short', integer: false, match: 'optional', numeric: true }) as const;

/** What each measure of Usage is called and counted in. The meaning stands in the definitions (docs/definitions.md). */
export const MEASURES = {
  page_views: count('Page views'),
  events: { ...count('Events'), match: 'optional' },
  events_per_user: { label: 'Events per active user', unit: 'short', integer: false, match: 'optional' },
  unique_visitors: count('Unique visitors'),
  active_users: count('Active users'),
  total_users: count('Total users'),
  sessions: count('Sessions'),
  bounces: count('Bounces'),
  bounce_rate: { label: 'Bounce rate', unit: 'percent', integer: false },
  session_duration: { label: 'Session duration', unit: 's', integer: false },
  views_per_visit: { label: 'Views per visit', unit: 'short', integer: false },
  entries: { ...count('Entries'), ofPage: true },
  exits: { ...count('Exits'), ofPage: true },
  exit_rate: { label: 'Exit rate', unit: 'percent', integer: false, ofPage: true },
  dau: count('DAU'),
  wau: count('WAU'),
  mau: count('MAU'),
  stickiness: { label: 'Stickiness', unit: 'percent', integer: false },
  conversions: { ...count('Conversions'), match: 'required' },
  conversion_rate: { label: 'Conversion rate', unit: 'percent', integer: false, match: 'required' },
  sum: numeric('Sum'),
  mean: numeric('Mean'),
  min: numeric('Minimum'),
  max: numeric('Maximum'),
  p50: numeric('Median'),
  p75: numeric('75th percentile'),
  p90: numeric('90th percentile'),
  p95: numeric('95th percentile'),
  p99: numeric('99th percentile'),
} as const satisfies Record<string, MeasureOf>;

export type Measure = keyof typeof MEASURES;
export const measureSchema = z.enum(Object.keys(MEASURES) as [Measure, ...Measure[]]);

/** What a measure needs to know besides its name. */
export const measureOf = (measure: Measure): MeasureOf => MEASURES[measure];
