import * as z from 'zod/mini';

const partSchema = z.object({
  status: z.enum(['ready', 'starting', 'failing']),
  /** Why, where it is not ready. */
  reason: z.optional(z.string()),
});

const partsSchema = z.object({ engine: partSchema, catalog: partSchema, ingestion: partSchema });

export const healthSchema = z.extend(partsSchema, {
  status: z.enum(['healthy', 'starting', 'unhealthy']),
  service: z.literal('analytics-dashboard'),
  version: z.string(),
});

export type PartHealth = z.infer<typeof partSchema>;
/** How the parts of the proxy are. */
export type Health = z.infer<typeof partsSchema>;

/** One word for all parts: failing wins over starting, starting over ready. */
export function overall(parts: Health): z.infer<typeof healthSchema>['status'] {
  const states = Object.values(parts).map((part) => part.status);
  if (states.includes('failing')) {
    return 'unhealthy';
  }
  return states.includes('starting') ? 'starting' : 'healthy';
}
