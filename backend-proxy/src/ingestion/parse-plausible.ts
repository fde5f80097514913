import { Problem } from '../problem';
import { readDevice } from './device';
import { DoubledViews } from './doubled-views';
import type { IncomingEvent } from './incoming-event';
import { isInteractive } from './interactive';
import { readPageUrl } from './page-url';
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
  /** Milliseconds since 1970. */
  now: number;
  salts: DailySalts;
  memory: PlausibleMemory;
  workspaceOf(site: string): Promise<string | undefined>;
}

export interface PlausibleEvents {
  /** One for each known site of the event. */
  events: IncomingEvent[];
  /** Sites that nobody added; the sender is told in a header. */
  dropped: string[];
  /** Page views left out because the same was counted within the second. */
  doubled: number;
}

/** Reads a body of Plausible's event API (`POST /api/event`); what is wrong with it is thrown as a Problem. */
export async function parsePlausible(body: unknown, context: PlausibleContext): Promise<PlausibleEvents> {
  const fields = plausibleFields(body);
  const parsed: PlausibleEvents = { events: [], dropped: [], doubled: 0 };
  for (const named of domainsOf(fields)) {
    const owned = await resolveSite(named, context);
    if (!owned) {
      parsed.dropped.push(named);
      continue;
    }
    const event = toEvent(fields, owned, context);
    if (
      event.name === 'pageview' &&
      context.memory.views.isDoubled(event.site, event.visitor_id, fields.url, context.now)
    ) {
      parsed.doubled += 1;
      continue;
    }
    parsed.events.push(event);
  }
  return parsed;
}

/** The sites an event is for: a list with commas, else the host of its page. */
function domainsOf({ domain, url }: PlausibleFields): string[] {
  const named = domain?.trim() || (URL.canParse(url) ? new URL(url).hostname : '');
  const domains = [...new Set(named.split(',').map((one) => one.trim().toLowerCase()))].filter(Boolean);
  if (domains.length === 0) {
    throw new Problem(400, 'invalid_event', 'domain: is required where the url has no host');
  }
  return domains;
}

interface OwnedSite {
  site: string;
  workspace: string;
}

/** A site as it was added, else without the `www.` that trackers' owners write now and then. */
async function resolveSite(named: string, { workspaceOf }: PlausibleContext): Promise<OwnedSite | undefined> {
  for (const site of new Set([named, withoutWww(named)])) {
    const workspace = await workspaceOf(site);
    if (workspace !== undefined) {
      return { site, workspace };
    }
  }
  return undefined;
}

function toEvent(fields: PlausibleFields, { site, workspace }: OwnedSite, context: PlausibleContext): IncomingEvent {
  const { name, props, revenue } = fields;
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
    country: '',
    region: '',
    city: '',
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
