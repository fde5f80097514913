import * as z from 'zod/mini';

const partSchema = z.object({
  status: z.enum(['ready', 'starting', 'failing']),
  /** Why, where it is not ready. */
  reason: z.optional(z.string()),
});

const partsSchema = z.object({ engine: partSchema, catalog: partSchema, ingestion: partSchema });

/** What `GET /health` says: one word for the whole, and how each part is. */
export const healthSchema = z.extend(partsSchema, {
  status: z.enum(['healthy', 'starting', 'unhealthy']),
  service: z.literal('analytics-dashboard'),
  version: z.string(),
  /** The version of the language of questions and answers. */
  contract: z.int(),
});

export type PartHealth = z.infer<typeof partSchema>;
/** How the parts of the proxy are. */
export type Health = z.infer<typeof partsSchema>;
export type HealthAnswer = z.infer<typeof healthSchema>;
