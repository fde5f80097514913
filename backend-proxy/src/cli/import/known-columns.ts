import type { ImportColumn } from '@fawkes/contract';

/**
 * What usual exports call their columns: Mixpanel, Amplitude, PostHog, Segment's warehouses, GA4 in BigQuery, Plausible and
 * Matomo among them. The first heading that a file has is taken. Letter case, blanks, `_`, `-` and a leading `$` do not matter.
 */
export const KNOWN_COLUMNS: ReadonlyArray<[column: ImportColumn, headings: readonly string[]]> = [
  ['event', ['event', 'event_name', 'event_type', 'name', 'action', 'event_action', 'activity']],
  [
    'timestamp',
    [
      'timestamp',
      'event_timestamp',
      'event_time',
      'time',
      'datetime',
      'date_time',
      'client_event_time',
      'occurred_at',
      'original_timestamp',
      'created_at',
      'received_at',
      'ts',
      'date',
      'event_date',
      'day',
    ],
  ],
  ['user_id', ['user_id', 'uid', 'distinct_id', 'customer_id', 'account_user_id', 'user']],
  [
    'anonymous_id',
    ['anonymous_id', 'anon_id', 'user_pseudo_id', 'device_id', 'visitor_id', 'client_id', 'amplitude_id', 'cookie_id'],
  ],
  ['url', ['url', 'current_url', 'page_url', 'page_location', 'context_page_url', 'location']],
  ['host', ['host', 'hostname']],
  ['path', ['path', 'pathname', 'page_path', 'page_path_plus_query_string', 'page', 'context_page_path']],
  ['referrer', ['referrer', 'referer', 'page_referrer', 'context_page_referrer', 'full_referrer', 'initial_referrer']],
  ['utm_source', ['utm_source', 'context_campaign_source', 'traffic_source.source']],
  ['utm_medium', ['utm_medium', 'context_campaign_medium', 'traffic_source.medium']],
  ['utm_campaign', ['utm_campaign', 'context_campaign_name', 'traffic_source.name']],
  ['utm_content', ['utm_content', 'context_campaign_content']],
  ['utm_term', ['utm_term', 'context_campaign_term']],
  ['country', ['country', 'country_code', 'geoip_country_code', 'mp_country_code', 'geo.country', 'country_name']],
  ['region', ['region', 'geoip_subdivision_1_name', 'geo.region', 'subdivision', 'state']],
  ['city', ['city', 'geoip_city_name', 'geo.city', 'city_name']],
  ['browser', ['browser', 'browser_name', 'device.web_info.browser']],
  ['browser_version', ['browser_version', 'device.web_info.browser_version']],
  ['os', ['os', 'os_name', 'operating_system', 'device.operating_system', 'platform']],
  ['os_version', ['os_version', 'operating_system_version', 'device.operating_system_version']],
  ['device', ['device', 'device_type', 'device_category', 'device.category', 'screen_size']],
  ['value', ['value', 'revenue', 'event_value', 'amount', 'event_value_in_usd']],
  ['currency', ['currency', 'currency_code']],
  ['interactive', ['interactive']],
  ['props', ['properties', 'event_properties', 'props']],
  ['traits', ['user_properties', 'person.properties', 'traits', 'person_properties']],
];

/** Columns that number or time the export's own work; as properties they would only cost space. */
const TECHNICAL = [
  'insert_id',
  'uuid',
  'event_id',
  'message_id',
  'id',
  'rejected_row',
  'rejected_reason',
  'elements_chain',
  'server_upload_time',
  'server_received_time',
  'client_upload_time',
  'processed_time',
  'mp_processing_time_ms',
];

/** Headings of tables that have a total a line, and no events. */
const TOTALS = [
  'visitors',
  'pageviews',
  'visits',
  'bounces',
  'bounce_rate',
  'visit_duration',
  'sessions',
  'users',
  'total_users',
  'active_users',
  'new_users',
  'event_count',
  'total_events',
  'unique_events',
  'views',
];

/** `$Current URL` and `current_url` are one. */
export function plain(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{Letter}\p{Number}.]/gu, '');
}

const technical = new Set(TECHNICAL.map(plain));
const totals = new Set(TOTALS.map(plain));

export function isTechnical(heading: string): boolean {
  return technical.has(plain(heading));
}

/** Whether the headings are those of a report rather than of a list of events. */
export function looksLikeTotals(headings: readonly string[]): boolean {
  return headings.filter((heading) => totals.has(plain(heading))).length >= 2;
}

/** What exports call events that have a name of their own here. */
export const KNOWN_EVENTS: Readonly<Record<string, string>> = {
  $pageview: 'pageview',
  page_view: 'pageview',
  'Page View': 'pageview',
  'Page view': 'pageview',
  Pageview: 'pageview',
  PageView: 'pageview',
  'Page Viewed': 'pageview',
  'Viewed Page': 'pageview',
  'Loaded a Page': 'pageview',
  $mp_web_page_view: 'pageview',
  '[Amplitude] Page Viewed': 'pageview',
  $identify: 'identify',
  $pageleave: 'engagement',
};

/** What exports write where there is nothing. */
export const NOTHING: ReadonlySet<string> = new Set([
  '$direct',
  '(direct)',
  '(none)',
  '(not set)',
  'null',
  'NULL',
  '\\N',
]);
