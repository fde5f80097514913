import * as z from 'zod/mini';
import { commonQueryShape, liveSchema } from '../query';

/** The raw log: events as they came in, newest first, a page at a time. */
export const eventsQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('events'),
  limit: z._default(z.int().check(z.gte(1), z.lte(1000)), 100),
  /** `next` of the page before, from the frame's meta; without it the newest events. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
  live: liveSchema,
});

/** All people of the selected events. */
export const eventsPickSchema = z.strictObject({});

export type EventsQuery = z.infer<typeof eventsQuerySchema>;
