import type { Measure } from './measure';
import type { Property } from './property';

/** A table of the largest values of a property; the first measure ranks. */
export interface AreaTable {
  property: Property;
  measures: [Measure, ...Measure[]];
}

// What the pages of an area show, once for the app and for the proxy's own page, so that both ask the same.

const OVERVIEW_OVER_TIME: Measure[] = [
  'unique_visitors',
  'active_users',
  'page_views',
  'sessions',
  'bounce_rate',
  'session_duration',
];

/** How it goes, on one page. How many people were ever seen only grows, so it has no line worth asking for. */
export const OVERVIEW = {
  overTime: OVERVIEW_OVER_TIME,
  headlines: ['total_users', ...OVERVIEW_OVER_TIME] satisfies Measure[],
  tables: {
    pages: { property: 'page.path', measures: ['page_views', 'unique_visitors'] },
    sources: { property: 'session.source', measures: ['sessions'] },
  } satisfies Record<string, AreaTable>,
};

/** How much the sites are used, by whom and on what. */
export const USAGE = {
  traffic: [
    'page_views',
    'unique_visitors',
    'sessions',
    'bounce_rate',
    'session_duration',
    'views_per_visit',
  ] satisfies Measure[],
  actives: ['dau', 'wau', 'mau', 'stickiness'] satisfies Measure[],
  tables: {
    pages: { property: 'page.path', measures: ['page_views', 'unique_visitors'] },
    sources: { property: 'session.source', measures: ['sessions', 'unique_visitors'] },
    events: { property: 'event.name', measures: ['events', 'unique_visitors'] },
    entries: { property: 'session.entry_page', measures: ['sessions'] },
    exits: { property: 'session.exit_page', measures: ['sessions'] },
    browsers: { property: 'device.browser', measures: ['unique_visitors'] },
    devices: { property: 'device.type', measures: ['unique_visitors'] },
  } satisfies Record<string, AreaTable>,
};

/** The columns of a funnel's steps beside number and name. */
export const FUNNEL_STEP_FIELDS = [
  'users_entered',
  'users_completed',
  'completion_rate',
  'drop_off_rate',
  'avg_time_to_next_step',
  'median_time_to_next_step',
  'p90_time_to_next_step',
] as const;
