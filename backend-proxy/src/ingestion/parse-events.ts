import {
  eventBatchSchema,
  eventInputSchema,
  MAX_FUTURE_MS,
  type EventInput,
  type IngestAnswer,
} from '@fawkes/contract';
import { forbiddenName } from '../forbidden-name';
import { shortened } from '../issue-place';
import { Problem } from '../problem';
import { brokenText } from './broken-text';
import { readDevice } from './device';
import { NO_PLACE } from './geography';
import type { IncomingEvent } from './incoming-event';
import { isInteractive } from './interactive';
import { jsonLines, tooManyEvents } from './json-lines';
import { NO_URL, readPageUrl } from './page-url';
import { inWords, places } from './places';
import { isPlainEvent } from './plain-event';
import { readReferrer } from './referrer';
import { textBag } from './text-bag';

export interface EventsContext {
  /** The token's workspace; nothing in the body can name another. */
  workspace: string;
  workspaceOf(site: string): Promise<string | undefined>;
  /** Milliseconds since 1970. */
  now: number;
}

type Rejection = IngestAnswer['rejected'][number];

export interface ParsedEvents {
  events: IncomingEvent[];
  rejected: Rejection[];
}

/** Seconds sent where milliseconds are due land in 1970. */
const EARLIEST = Date.UTC(2000, 0, 1);

/** Reads `{"events":[…]}`. One bad event does not cost the good ones; a broken envelope is thrown as a Problem. */
export async function parseEvents(body: unknown, context: EventsContext): Promise<ParsedEvents> {
  return parseEach(envelope(body), context);
}

/** Reads NDJSON, one event a line; lines that are no JSON are rejected like events that are none. Empty ones do not count. */
export async function parseLines(body: Buffer, context: EventsContext): Promise<ParsedEvents> {
  return parseEach(jsonLines(body), context);
}

async function parseEach(raws: readonly unknown[], context: EventsContext): Promise<ParsedEvents> {
  const sites = new OwnSites(context);
  const parsed: ParsedEvents = { events: [], rejected: [] };
  for (const [index, raw] of raws.entries()) {
    try {
      const input = validate(raw);
      const site = input.site.toLowerCase();
      const own = sites.has(site);
      if (!(typeof own === 'boolean' ? own : await own)) {
        throw rejection('unknown_site', `site: ${site} is no site of this workspace; add it with POST /api/v1/sites`);
      }
      parsed.events.push(toEvent(input, site, context));
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw error;
      }
      parsed.rejected.push({ index, code: error.code, message: error.detail });
    }
  }
  return parsed;
}

function envelope(body: unknown): unknown[] {
  const result = eventBatchSchema.safeParse(body);
  if (result.success) {
    const forbidden = forbiddenName({ ...(body as object), events: [] });
    if (forbidden !== undefined) {
      throw new Problem(400, 'invalid_body', `${shortened(forbidden)}: this name is not allowed`);
    }
    return result.data.events;
  }
  const found = places(result.error);
  const tooMany = result.error.issues.some((issue) => issue.code === 'too_big');
  throw tooMany
    ? tooManyEvents()
    : new Problem(400, 'invalid_body', `The body must be {"events":[…]}: ${inWords(found)}`, found);
}

function validate(raw: unknown): EventInput {
  if (raw instanceof Problem) {
    throw raw;
  }
  return isPlainEvent(raw) ? raw : validateBySchema(raw);
}

function validateBySchema(raw: unknown): EventInput {
  // First, since zod passes over such a name without a word.
  const forbidden = forbiddenName(raw);
  if (forbidden !== undefined) {
    throw invalid(`${shortened(forbidden)}: this name is not allowed`);
  }
  const result = eventInputSchema.safeParse(raw);
  if (!result.success) {
    throw invalid(inWords(places(result.error)));
  }
  const broken = brokenText(raw);
  if (broken !== undefined) {
    throw invalid(`${broken}: holds half a character (a lone surrogate)`);
  }
  return result.data;
}

/** A request has thousands of events, but few sites: each is asked for once, and what is known need not be waited for. */
class OwnSites {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly context: EventsContext) {}

  has(site: string): boolean | Promise<boolean> {
    return this.known.get(site) ?? this.ask(site);
  }

  private async ask(site: string): Promise<boolean> {
    const own = (await this.context.workspaceOf(site)) === this.context.workspace;
    this.known.set(site, own);
    return own;
  }
}

function toEvent(input: EventInput, site: string, { workspace, now }: EventsContext): IncomingEvent {
  const { name } = input;
  const page = input.url ? readPageUrl(input.url, site) : NO_URL;
  if (!page) {
    throw invalid('url: must be an absolute URL, or a path that starts with /');
  }
  const { referrer, source } = readReferrer(input.referrer, [site, page.host]);
  return {
    workspace,
    site,
    time: timeOf(input.timestamp, now),
    event_id: input.id ?? '',
    name,
    visitor_id: input.anonymous_id ?? '',
    visitor_daily: false,
    user_id: input.user_id ?? '',
    ...page,
    referrer,
    source: page.utm_source || source || 'Direct',
    // The address is the sender's server's, which tells nothing of the person.
    ...NO_PLACE,
    ...readDevice(input.user_agent ?? ''),
    props: textBag(input.props),
    traits: textBag(input.traits),
    value: input.value ?? null,
    currency: '',
    interactive: isInteractive(name, input.interactive),
  };
}

/** An event's time in milliseconds since 1970. Throws a Problem where no event can be of that time. */
export function timeOf(timestamp: EventInput['timestamp'], now: number): number {
  const time = typeof timestamp === 'string' ? Date.parse(timestamp) : (timestamp ?? now);
  if (Number.isNaN(time)) {
    throw invalid('timestamp: no such time');
  }
  if (time < EARLIEST) {
    throw rejection(
      'timestamp_too_early',
      'timestamp: before 2000; a number counts milliseconds since 1970, not seconds'
    );
  }
  if (time > now + MAX_FUTURE_MS) {
    throw rejection('timestamp_in_future', 'timestamp: more than 7 days ahead; check the clock that made it');
  }
  return time;
}

function invalid(message: string): Problem {
  return rejection('invalid_event', message);
}

function rejection(code: string, message: string): Problem {
  return new Problem(422, code, message);
}
