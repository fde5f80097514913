import * as z from 'zod/mini';
import { instantSchema } from './range';

const domain = z.string().check(z.minLength(1), z.maxLength(253));

/** Which properties to list: those of the events of [from, to), the last 30 days where it is not said, of one site, several or all. */
export const knownPropertiesQuerySchema = z.strictObject({
  from: z.optional(instantSchema),
  to: z.optional(instantSchema),
  site: z.optional(z.union([domain, z.array(domain).check(z.minLength(1), z.maxLength(100))])),
});

/** What filters and breakdowns can name: the fixed properties, then the senders' own, the most frequent first. */
export const knownPropertiesSchema = z.object({
  properties: z.array(
    z.object({
      property: z.string(),
      /** What a person reads for it. */
      label: z.string(),
      /** How many events of the range carry it; null for a fixed property, which every event has or has not, and for a trait. */
      events: z.nullable(z.int()),
    })
  ),
  /** There are more than are listed. */
  cut: z.boolean(),
});

export type KnownProperties = z.infer<typeof knownPropertiesSchema>;
