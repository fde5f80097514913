import { campaign, DOCS, document, PORTAL, referrerTo } from '../sites';
import type { Visit } from '../visit';

/** Reads a few pages of the documentation, within the portal or on its public site. */
export function readDocs(visit: Visit, day: number): void {
  const site = visit.random.chance(0.5) ? DOCS : PORTAL;
  const arrival = site === DOCS ? campaign(day, visit.random) : '';
  visit.view(document(visit.random) + arrival, site, site === DOCS ? referrerTo(DOCS, visit.random) : undefined);
  while (visit.random.chance(0.4)) {
    visit.wait(20, 160).view(document(visit.random), site);
  }
}

/** Comes upon the public documentation before having an account. */
export function discoverDocs(visit: Visit): void {
  visit.view('/', DOCS, referrerTo(DOCS, visit.random)).view('/docs/getting-started', DOCS);
  while (visit.random.chance(0.6)) {
    visit.wait(20, 160).view(document(visit.random), DOCS);
  }
}
