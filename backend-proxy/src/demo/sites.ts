import { SERVICES } from './company';
import type { Random } from './random';
import { RELEASE } from './story';

export const PORTAL = 'portal.demo.example';
export const DOCS = 'docs.demo.example';
/** The sites of the demo: the developer portal, and the public documentation. */
export const DEMO_SITES: readonly string[] = [PORTAL, DOCS];

/** Where people look around. The pages on which a funnel or a feature starts are visited by journeys only. */
const BROWSED = ['/catalog', '/catalog', '/pipelines', '/deployments', '/teams', '/search', '/settings/profile'];
const LANDINGS = ['/', '/', '/', '/catalog', '/pipelines', '/deployments'];

const DOCUMENTS = [
  '/docs/getting-started',
  '/docs/getting-started/first-service',
  '/docs/deployments',
  '/docs/deployments/rollback',
  '/docs/pipelines/caching',
  '/docs/monitoring/alerts',
  '/docs/templates',
  '/docs/security/secrets',
];

const REFERRERS = {
  [PORTAL]: [
    '',
    '',
    '',
    '',
    'https://mail.google.com/',
    'https://github.com/',
    'https://app.slack.com/',
    `https://${DOCS}/`,
  ],
  [DOCS]: [
    '',
    '',
    'https://www.google.com/',
    'https://www.google.com/',
    'https://duckduckgo.com/',
    `https://${PORTAL}/`,
    'https://stackoverflow.com/',
  ],
};

export type Site = keyof typeof REFERRERS;

/** Where a visit comes from; none where the address was typed. */
export function referrerTo(site: Site, random: Random): string | undefined {
  return random.pick(REFERRERS[site]) || undefined;
}

export function landing(random: Random): string {
  return random.pick(LANDINGS);
}

export function browsedPage(random: Random): string {
  const page = random.pick(BROWSED);
  return page === '/catalog' && random.chance(0.6) ? `/catalog/${random.pick(SERVICES)}` : page;
}

export function document(random: Random): string {
  return random.pick(DOCUMENTS);
}

/** In the two weeks after the release a letter brings people to the documentation. */
export function campaign(day: number, random: Random): string {
  const running = day >= RELEASE.day && day < RELEASE.day + 14;
  return running && random.chance(0.3)
    ? `?utm_source=newsletter&utm_medium=email&utm_campaign=${RELEASE.campaign}`
    : '';
}
