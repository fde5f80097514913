import * as z from 'zod/mini';
import { funnelStepsSchema, windowSchema } from './kinds/funnel';
import { matcherSchema } from './matcher';

const name = z.string().check(z.minLength(1), z.maxLength(200));

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

export const siteSchema = z.strictObject({ domain: domainSchema });

export const roleSchema = z.enum(['ingest', 'read', 'edit', 'admin']);
export const workspaceNameSchema = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _'));

export type Feature = z.infer<typeof featureSchema>;
export type FunnelDefinition = z.infer<typeof funnelDefinitionSchema>;
export type Site = z.infer<typeof siteSchema>;
export type Role = z.infer<typeof roleSchema>;
