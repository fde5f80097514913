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
