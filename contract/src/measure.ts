import * as z from 'zod/mini';

/** What each measure of Usage is called and counted in. The meaning stands in the definitions (docs/definitions.md). */
export const MEASURES = {
  page_views: { label: 'Page views', unit: 'short', integer: true },
  events: { label: 'Events', unit: 'short', integer: true },
  unique_visitors: { label: 'Unique visitors', unit: 'short', integer: true },
  active_users: { label: 'Active users', unit: 'short', integer: true },
  total_users: { label: 'Total users', unit: 'short', integer: true },
  sessions: { label: 'Sessions', unit: 'short', integer: true },
  bounce_rate: { label: 'Bounce rate', unit: 'percent', integer: false },
  session_duration: { label: 'Session duration', unit: 's', integer: false },
  views_per_visit: { label: 'Views per visit', unit: 'short', integer: false },
  dau: { label: 'DAU', unit: 'short', integer: true },
  wau: { label: 'WAU', unit: 'short', integer: true },
  mau: { label: 'MAU', unit: 'short', integer: true },
  stickiness: { label: 'Stickiness', unit: 'percent', integer: false },
  conversions: { label: 'Conversions', unit: 'short', integer: true },
  conversion_rate: { label: 'Conversion rate', unit: 'percent', integer: false },
} as const;

export type Measure = keyof typeof MEASURES;
export const measureSchema = z.enum(Object.keys(MEASURES) as [Measure, ...Measure[]]);
