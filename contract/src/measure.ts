import * as z from 'zod/mini';

/** What each measure of Usage is called and counted in. The meaning stands in the definitions (docs/definitions.md). */
export const MEASURES = {
  page_views: { label: 'Page views', unit: 'locale', integer: true },
  events: { label: 'Events', unit: 'locale', integer: true },
  unique_visitors: { label: 'Unique visitors', unit: 'locale', integer: true },
  active_users: { label: 'Active users', unit: 'locale', integer: true },
  total_users: { label: 'Total users', unit: 'locale', integer: true },
  sessions: { label: 'Sessions', unit: 'locale', integer: true },
  bounce_rate: { label: 'Bounce rate', unit: 'percent', integer: false },
  session_duration: { label: 'Session duration', unit: 's', integer: false },
  views_per_visit: { label: 'Views per visit', unit: 'short', integer: false },
  dau: { label: 'DAU', unit: 'locale', integer: true },
  wau: { label: 'WAU', unit: 'locale', integer: true },
  mau: { label: 'MAU', unit: 'locale', integer: true },
  stickiness: { label: 'Stickiness', unit: 'percent', integer: false },
  conversions: { label: 'Conversions', unit: 'locale', integer: true },
  conversion_rate: { label: 'Conversion rate', unit: 'percent', integer: false },
} as const;

export type Measure = keyof typeof MEASURES;
export const measureSchema = z.enum(Object.keys(MEASURES) as [Measure, ...Measure[]]);
