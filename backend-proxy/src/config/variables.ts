import { isIP } from 'node:net';
import * as z from 'zod/mini';

const port = z
  .string()
  .check(z.regex(/^\d{1,5}$/, 'a port from 0 to 65535'))
  .check(z.refine((text) => Number(text) <= 65_535, 'a port from 0 to 65535'));

const perMinute = z.pipe(
  z.string().check(z.regex(/^(0|[1-9]\d{0,8})$/, 'requests a minute, 0 for no limit')),
  z.transform(Number)
);

const flag = z.enum(['0', '1'], { error: '0 or 1' });

/** A URL of one of the schemes; `what` is said when it is none. */
const url = (schemes: RegExp, what: string) =>
  z.string().check(z.refine((text) => URL.canParse(text) && schemes.test(text), what));

const httpUrl = url(/^https?:\/\//, 'a URL that begins with http:// or https://');

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const workspace = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'a workspace: lower-case letters, digits, - and _'));

const NAMED_RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/** An address or a CIDR range, or one of the ranges that have a name. */
function isAddress(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  const inRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  return NAMED_RANGES.includes(text) || (longest > 0 && inRange && more.length === 0);
}
const ORIGIN = /^(\*|https?:\/\/[^/\s]+)$/;

/**
 * Every variable of the environment, once: its name, what it may hold, what holds without it, and what it does.
 * docs/configuration.md is held against this table by a test.
 */
export const VARIABLES = {
  host: {
    name: 'FAWKES_HOST',
    schema: z.string().check(z.regex(/^[A-Za-z0-9.:_-]+$/, 'a host name or an address')),
    fallback: '127.0.0.1',
    about: 'Address to listen on. `0.0.0.0` is every interface.',
  },
  port: {
    name: 'FAWKES_PORT',
    schema: z.pipe(port, z.transform(Number)),
    fallback: '8787',
    about: 'Port to listen on; 0 takes a free one.',
  },
  dataDir: {
    name: 'FAWKES_DATA_DIR',
    schema: z.string(),
    fallback: './data',
    about: 'Directory of the embedded event store, the catalog and the file `admin-token`.',
  },
  demo: {
    name: 'FAWKES_DEMO',
    schema: z.pipe(
      flag,
      z.transform((text) => text === '1')
    ),
    fallback: '0',
    about: '`1` makes the workspace `demo` and fills it with generated events, sent through the ingestion API.',
  },
  adminToken: {
    name: 'FAWKES_ADMIN_TOKEN',
    schema: z.string().check(z.regex(/^[\x21-\x7e]+$/, 'printable ASCII without spaces')),
    fallback: undefined,
    about: 'A token with all roles in every workspace, beside the one in the file `admin-token`.',
  },
  anonymousRead: {
    name: 'FAWKES_ANONYMOUS_READ',
    schema: workspace,
    fallback: undefined,
    about: 'The one workspace that requests without a token may read.',
  },
  trustedProxies: {
    name: 'FAWKES_TRUSTED_PROXIES',
    schema: z.pipe(
      z
        .string()
        .check(z.refine((text) => list(text).every(isAddress), 'addresses or CIDR ranges, separated by commas')),
      z.transform(list)
    ),
    fallback: '',
    about: 'Reverse proxies whose `X-Forwarded-For` is believed: addresses or CIDR ranges, separated by commas.',
  },
  geoip: {
    name: 'FAWKES_GEOIP',
    schema: z.string(),
    fallback: undefined,
    about: "A file in MaxMind's format, of cities or countries: tells where visitors are. Read again when it changes.",
  },
  rateLimitEvents: {
    name: 'FAWKES_RATE_LIMIT_EVENTS',
    schema: perMinute,
    fallback: '3000',
    about: 'Requests to `/api/event` that one address may send in a minute; 0 is no limit. Loopback has none.',
  },
  rateLimitApi: {
    name: 'FAWKES_RATE_LIMIT_API',
    schema: perMinute,
    fallback: '30000',
    about: 'Requests to `/api/v1` that may be sent with one token in a minute; 0 is no limit. Loopback has none.',
  },
  definitions: {
    name: 'FAWKES_DEFINITIONS',
    schema: z.string(),
    fallback: undefined,
    about:
      'A YAML file of definitions and sites (docs/definitions-as-code.md); each start brings the workspaces to what it says.',
  },
  metricsWorkspace: {
    name: 'FAWKES_METRICS_WORKSPACE',
    schema: workspace,
    fallback: 'default',
    about: 'The workspace whose numbers `/metrics` shows.',
  },
  metricsToken: {
    name: 'FAWKES_METRICS_TOKEN',
    schema: z.string().check(z.regex(/^[\x21-\x7e]+$/, 'printable ASCII without spaces')),
    fallback: undefined,
    about: 'A bearer token that `/metrics` asks for; without it the page is open to all who reach the port.',
  },
  retentionDays: {
    name: 'FAWKES_RETENTION_DAYS',
    schema: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,4}$/, 'whole days, at least 1')), z.transform(Number)),
    fallback: undefined,
    about:
      'Events are dropped a month (UTC) at a time once the whole month is older than this, and with them people of whom nothing else is kept. Without it everything is kept.',
  },
  clickhouseUrl: {
    name: 'CLICKHOUSE_URL',
    schema: httpUrl,
    fallback: undefined,
    about: 'A ClickHouse server or cluster, with user and password in the URL. Then no embedded engine is started.',
  },
  catalogUrl: {
    name: 'CATALOG_URL',
    schema: url(/^sqlite:/, 'sqlite:/path/to/file (PostgreSQL is not served by this version yet)'),
    fallback: undefined,
    about: 'Where the catalog is; without it, `catalog.sqlite` in the data directory.',
  },
  grafanaUrl: {
    name: 'GRAFANA_URL',
    schema: httpUrl,
    fallback: undefined,
    about: "Where Grafana is: the proxy's own page links to the app there.",
  },
  logLevel: {
    name: 'LOG_LEVEL',
    schema: z.pipe(
      z.pipe(
        z.string(),
        z.transform((text) => text.toLowerCase())
      ),
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'fatal, error, warn, info, debug, trace or silent',
      })
    ),
    fallback: 'info',
    about: 'fatal, error, warn, info, debug, trace or silent.',
  },
  corsAllowedOrigins: {
    name: 'CORS_ALLOWED_ORIGINS',
    schema: z.pipe(
      z
        .string()
        .check(
          z.refine(
            (text) => list(text).every((part) => ORIGIN.test(part)),
            'origins such as https://grafana.example, separated by commas'
          )
        ),
      z.transform(list)
    ),
    fallback: '',
    about: 'Origins whose pages may read the API. `/api/event` is open to all of them in any case.',
  },
  refreshInterval: {
    name: 'REFRESH_INTERVAL',
    schema: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,5}$/, 'whole seconds, at least 1')), z.transform(Number)),
    fallback: '300',
    about: 'Seconds between two refreshes of the gauges of `/metrics`; its counters follow within seconds.',
  },
  plausibleUrl: {
    name: 'PLAUSIBLE_URL',
    schema: httpUrl,
    fallback: undefined,
    about: 'A Plausible server to read from.',
    unused: true,
  },
  experimentationUrl: {
    name: 'EXPERIMENTATION_URL',
    schema: httpUrl,
    fallback: undefined,
    about: 'The Experimentation service to read from.',
    unused: true,
  },
  feedbackUrl: {
    name: 'FEEDBACK_URL',
    schema: httpUrl,
    fallback: undefined,
    about: 'The Feedback service to read from.',
    unused: true,
  },
} as const satisfies Record<string, Variable>;

export interface Variable {
  name: string;
  schema: z.ZodMiniType;
  /** What holds where the variable is not set, written as one would set it. */
  fallback: string | undefined;
  about: string;
  /** Accepted because the old service was configured with it; nothing reads it in this version. */
  unused?: boolean;
}
