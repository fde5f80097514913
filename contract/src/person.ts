import * as z from 'zod/mini';

/** What `GET /api/v1/people/{id}` says of a person. Times are ISO 8601, UTC. */
export const personProfileSchema = z.object({
  /** As it was asked for. */
  id: z.string(),
  user_id: z.nullable(z.string()),
  /** The visitors that are known to be this person. */
  anonymous_ids: z.array(z.string()),
  first_seen: z.nullable(z.string()),
  last_seen: z.nullable(z.string()),
  events: z.int(),
  page_views: z.int(),
  sites: z.array(z.string()),
  /** The latest value of each trait. */
  traits: z.record(z.string(), z.string()),
});

export type PersonProfile = z.infer<typeof personProfileSchema>;
