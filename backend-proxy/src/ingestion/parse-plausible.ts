import { Problem } from '../problem';
import { isBot } from './bots';
import { readDevice } from './device';
import { DoubledViews } from './doubled-views';
import type { Place } from './geography';
import type { IncomingEvent } from './incoming-event';
import { isInteractive } from './interactive';
import { parseUrl, readPageUrl } from './page-url';
import { plausibleFields, type PlausibleFields } from './plausible-fields';
import { readReferrer, withoutWww } from './referrer';
import { textBag } from './text-bag';
import { VisitorIds, type DailySalts, type Sender } from './visitor-id';

/** What must be remembered from one event to the next: who was here of late, and what they saw. */
export class PlausibleMemory {
  readonly visitors = new VisitorIds();
  readonly views = new DoubledViews();
}

export interface PlausibleContext extends Sender {
  /** Where the sender is, as far as it is known. */
  place: Place;
  /** Milliseconds since 1970. */
  now: number;
  salts: DailySalts;
  memory: PlausibleMemory;
  siteOf(domain: string): Promise<KnownSite | undefined>;
}

/** Whose a domain is, and how its page views count. */
export interface KnownSite {
  domain: string;
  workspace: string;
  doubled: 'drop' | 'count';
}

/** An event that does not count on one of its sites. */
export type LeftOut = { why: 'unknown'; domain: string } | { why: 'bots' | 'doubled'; workspace: string };

export interface PlausibleEvents {
  /** One for each known site of the event. */
  events: IncomingEvent[];
  /** Of sites that nobody added, of bots, and page views that were counted within the second already. */
  leftOut: LeftOut[];
}

/** Reads a body of Plausible's event API (`POST /api/event`); what is wrong with it is thrown as a Problem. */
export async function parsePlausible(body: unknown, context: PlausibleContext): Promise<PlausibleEvents> {
  const fields = plausibleFields(body);
  const parsed: PlausibleEvents = { events: [], leftOut: [] };
  for (const domain of domainsOf(fields)) {
    const site = await resolveSite(domain, context);
    if (!site) {
      parsed.leftOut.push({ why: 'unknown', domain });
      continue;
    }
    const event = toEvent(fields, site, context);
    const why = whyLeftOut(event, fields, site, context);
    if (why) {
      parsed.leftOut.push({ why, workspace: site.workspace });
    } else {
      parsed.events.push(event);
    }
  }
  return parsed;
}

function whyLeftOut(event: IncomingEvent, { url }: PlausibleFields, site: KnownSite, context: PlausibleContext) {
  if (isBot(context.userAgent)) {
    return 'bots';
  }
  const { views } = context.memory;
  const doubled =
    site.doubled === 'drop' &&
    event.name === 'pageview' &&
    views.isDoubled(event.site, event.visitor_id, url, context.now);
  return doubled ? 'doubled' : undefined;
}

/** The sites an event is for: a list with commas, else the host of its page. */
function domainsOf({ domain, url }: PlausibleFields): string[] {
  const named = domain?.trim() || parseUrl(url)?.hostname || '';
  const domains = [...new Set(named.split(',').map((one) => one.trim().toLowerCase()))].filter(Boolean);
  if (domains.length === 0) {
    throw new Problem(400, 'invalid_event', 'domain: is required where the url has no host');
  }
  return domains;
}

/** A site as it was added, else without the `www.` that trackers' owners write now and then. */
async function resolveSite(named: string, { siteOf }: PlausibleContext): Promise<KnownSite | undefined> {
  const bare = withoutWww(named);
  return (await siteOf(named)) ?? (bare === named ? undefined : siteOf(bare));
}

function toEvent(fields: PlausibleFields, known: KnownSite, context: PlausibleContext): IncomingEvent {
  const { name, props, revenue } = fields;
  const { domain: site, workspace } = known;
  const page = readPageUrl(fields.url, site, fields.hashRouting);
  if (!page) {
    throw new Problem(400, 'invalid_event', 'url: must be an absolute URL, or a path that starts with /');
  }
  const { referrer, source } = readReferrer(fields.referrer, [site, page.host]);
  return {
    workspace,
    site,
    time: context.now,
    event_id: '',
    name,
    visitor_id: context.memory.visitors.idOf(site, context, context.salts, context.now),
    visitor_daily: true,
    user_id: '',
    ...page,
    referrer,
    source: page.utm_source || source || 'Direct',
    ...context.place,
    ...readDevice(context.userAgent),
    props: textBag(props),
    traits: {},
    value: revenue?.amount ?? numberOf(props?.['value']),
    currency: revenue?.currency?.toUpperCase() ?? '',
    interactive: isInteractive(name, fields.interactive),
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
