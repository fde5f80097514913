/** One event as it is stored. Times are milliseconds since 1970; '' means absent. The columns not named here are computed by the engine. */
export interface StoredEvent {
  workspace: string;
  site: string;
  /** When it happened. */
  time: number;
  /** When its block was made; the same for a whole block, and no other block of this process has it. */
  received: number;
  event_id: string;
  name: string;
  visitor_id: string;
  /** The visitor id lasts for a day only. */
  visitor_daily: boolean;
  user_id: string;
  host: string;
  /** Without query and fragment. */
  path: string;
  referrer: string;
  source: string;
  utm_source: string;
  utm_medium: string;
  utm_campaign: string;
  utm_content: string;
  utm_term: string;
  country: string;
  region: string;
  city: string;
  browser: string;
  browser_version: string;
  os: string;
  os_version: string;
  device: string;
  props: Record<string, string>;
  traits: Record<string, string>;
  value: number | null;
  currency: string;
  interactive: boolean;
}

/** The columns in the order in which they go over the wire. */
export const STORED_COLUMNS = [
  'workspace',
  'site',
  'time',
  'received',
  'event_id',
  'name',
  'visitor_id',
  'visitor_daily',
  'user_id',
  'host',
  'path',
  'referrer',
  'source',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'country',
  'region',
  'city',
  'browser',
  'browser_version',
  'os',
  'os_version',
  'device',
  'props',
  'traits',
  'value',
  'currency',
  'interactive',
] as const satisfies ReadonlyArray<keyof StoredEvent>;
