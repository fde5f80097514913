/** The company in which the demo plays. Each list is repeated over the people in its order. */
export const TEAMS = [
  { name: 'payments', plan: 'enterprise' },
  { name: 'search', plan: 'team' },
  { name: 'checkout', plan: 'enterprise' },
  { name: 'data-platform', plan: 'team' },
  { name: 'mobile', plan: 'team' },
  { name: 'identity', plan: 'enterprise' },
  { name: 'growth', plan: 'free' },
] as const;

export const ROLES = [
  'developer',
  'developer',
  'developer',
  'developer',
  'platform-engineer',
  'data-scientist',
  'manager',
];

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0';

/** What people work with: User-Agents, as browsers send them. */
export const BROWSERS = [
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} Safari/537.36`,
  `Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`,
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`,
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/131.0.0.0`,
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} Safari/537.36`,
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
];

/** When working days start, as hours by the clock in Berlin: most work there, some further east, some further west. */
export const WORKING_HOURS = [8, 8.5, 9, 9, 8.5, 8, 5, 9, 8.5, 14, 8, 9, 13.5];
export const WORKING_DAY_MINUTES = 9 * 60;

export const TEMPLATES = ['nodejs-service', 'go-service', 'python-worker', 'react-app', 'event-consumer'];
export const TARGETS = ['production', 'staging', 'staging', 'development'];
export const SERVICES = [
  'ledger',
  'invoices',
  'catalog-api',
  'cart',
  'login',
  'recommender',
  'notifications',
  'reports',
];
