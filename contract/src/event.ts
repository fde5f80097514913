import * as z from 'zod/mini';

export const MAX_EVENTS_PER_REQUEST = 10_000;
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** Sender clocks run ahead; more than this is a mistake. */
export const MAX_FUTURE_MS = 7 * 86_400_000;

const NUL = '\u0000';
const clean = (limit: number) =>
  z.string().check(
    z.maxLength(limit, `at most ${limit} characters`),
    z.refine((text) => !text.includes(NUL), 'must not hold NUL characters')
  );
const required = (limit: number) => clean(limit).check(z.minLength(1, 'must not be empty'));
const scalar = z.union([clean(2000), z.number(), z.boolean(), z.null()], {
  error: 'a text of at most 2000 characters, a number or a boolean',
});
const bag = z
  .record(required(300), scalar)
  .check(z.refine((all) => Object.keys(all).length <= 100, 'at most 100 keys'));

/** One event as `POST /api/v1/events` takes it. Only `name` and `site` are required. */
export const eventInputSchema = z.strictObject({
  id: z.optional(required(200)),
  name: required(300),
  site: required(253),
  timestamp: z.optional(
    z.union([z.iso.datetime({ offset: true }), z.int()], { error: 'ISO 8601 with a zone, or milliseconds since 1970' })
  ),
  user_id: z.optional(z.nullable(required(300))),
  anonymous_id: z.optional(z.nullable(required(300))),
  url: z.optional(z.nullable(clean(4000))),
  referrer: z.optional(z.nullable(clean(4000))),
  /** That of the person's browser, from which browser, system and device are read; it is not kept itself. */
  user_agent: z.optional(z.nullable(clean(2000))),
  props: z.optional(bag),
  traits: z.optional(bag),
  value: z.optional(z.nullable(z.number())),
  interactive: z.optional(z.boolean()),
});

export type EventInput = z.infer<typeof eventInputSchema>;

/** The envelope; each event is validated by itself, so that one bad event does not cost the good ones. */
export const eventBatchSchema = z.strictObject({
  events: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_EVENTS_PER_REQUEST)),
});

export const ingestAnswerSchema = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.array(z.object({ index: z.int(), code: z.string(), message: z.string() })),
});

export type IngestAnswer = z.infer<typeof ingestAnswerSchema>;

const time = z.string();

/** What became of a workspace's events, counted since `since`. */
export const arrivalsSchema = z.object({
  since: time,
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  bots: z.int(),
  doubled: z.int(),
  /** Requests, not events. */
  limited: z.int(),
});

/** Domains whose events are dropped, since nobody added them as a site. */
export const unknownSitesSchema = z.object({
  since: time,
  /** Events dropped, also of domains that are not listed. */
  dropped: z.int(),
  /** Requests of trackers over the rate limit of their address. */
  limited: z.int(),
  sites: z.array(z.object({ domain: z.string(), count: z.int(), first: time, last: time })),
});
