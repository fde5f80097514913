import * as z from 'zod/mini';
import { funnelStepsSchema, windowSchema } from './kinds/funnel';
import { matcherSchema } from './matcher';

/** What a person calls something: text that every database keeps as it is. */
const label = z
  .string()
  .check(z.maxLength(200), z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not hold control characters or half characters'));
const name = label.check(z.minLength(1));

export const tokenNameSchema = label;

/** A feature: a name and what counts as a use of it. */
export const featureSchema = z.strictObject({ name, match: matcherSchema, eligible: z.optional(matcherSchema) });

/** A funnel as a definition, asked for by its name. */
export const funnelDefinitionSchema = z.strictObject({
  name,
  description: z.string().check(z.maxLength(2000)),
  entry: z.optional(matcherSchema),
  steps: funnelStepsSchema,
  window: windowSchema,
});

export const domainSchema = z
  .string()
  .check(z.maxLength(253), z.regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*(:\d{1,5})?$/i, 'a domain such as docs.example'));

/** What becomes of a page view that the same visitor sent of the same URL within the last second. */
export const doubledViewsSchema = z.enum(['drop', 'count']);

export const siteSchema = z.strictObject({ domain: domainSchema, doubled: z.optional(doubledViewsSchema) });

export const roleSchema = z.enum(['ingest', 'read', 'edit', 'admin']);
export const workspaceNameSchema = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _'));

export type Feature = z.infer<typeof featureSchema>;
export type FunnelDefinition = z.infer<typeof funnelDefinitionSchema>;
export type Site = z.infer<typeof siteSchema>;
export type DoubledViews = z.infer<typeof doubledViewsSchema>;
export type Role = z.infer<typeof roleSchema>;
