import * as z from 'zod/mini';
import { funnelRuleChecks, funnelRulesShape, funnelStepsSchema, windowSchema } from './kinds/funnel';
import { BEHAVIOURS, workspaceRulesSchema } from './behaviour';
import { experimentDesignChecks, experimentDesignShape } from './experiment';
import { exposureRuleSchema } from './exposure';
import { matcherSchema } from './matcher';
import { segmentRuleSchema } from './segment';

/** What a person calls something: text that every database keeps as it is. */
const label = z.string().check(
  z.maxLength(200),
  // Written as every language of regular expressions has it, since this one is published.
  z.regex(/^[^\x00-\x1f\x7f-\x9f]*$/, 'must not hold control characters'),
  z.refine((text) => !/\p{Surrogate}/u.test(text), 'must not hold half characters')
);
const name = label.check(z.minLength(1));

export const tokenNameSchema = label;

/** A feature: a name and what counts as a use of it. */
export const featureSchema = z.strictObject({ name, match: matcherSchema, eligible: z.optional(matcherSchema) });

/** A funnel as a definition, asked for by its name. */
export const funnelDefinitionSchema = z
  .strictObject({
    name,
    description: z.string().check(z.maxLength(2000)),
    steps: funnelStepsSchema,
    window: windowSchema,
    ...funnelRulesShape,
  })
  .check(...funnelRuleChecks);

/** A goal: a name and what counts as reaching it. */
export const goalSchema = z.strictObject({ name, match: matcherSchema });

/** A segment: a name and who is in it, by rule. */
export const segmentSchema = z.strictObject({
  name: name.check(
    z.refine((given) => !BEHAVIOURS.some((behaviour) => behaviour === given), {
      error: `a segment of its own: ${BEHAVIOURS.join(', ')} are there already`,
    })
  ),
  description: z.optional(z.string().check(z.maxLength(2000))),
  rule: segmentRuleSchema,
});

/** A workspace has at most so many: each is one more thing that every event is asked. */
export const MOST_EXPOSURE_RULES = 20;

/**
 * An exposure rule as a definition. All rules of a workspace hold side by side, in place of the one that holds where there is none.
 * One that names `experiments` is for these, which are then shown by such rules alone; all others are for every other experiment.
 */
export const exposureRuleDefinitionSchema = z.extend(exposureRuleSchema, {
  name,
  experiments: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(500))).check(z.minLength(1), z.maxLength(100))
  ),
});

/** An experiment as a definition. Its `name` is the id by which events name it. */
export const experimentDefinitionSchema = z
  .strictObject({
    name,
    title: z.optional(label),
    /** What is tried, and what is expected of it. */
    description: z.optional(z.string().check(z.maxLength(2000))),
    ...experimentDesignShape,
  })
  .check(...experimentDesignChecks);

/** A site by its domain, in whose letters' case nothing lies. */
export const domainSchema = z
  .string()
  .check(
    z.maxLength(253),
    z.regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*(:\d{1,5})?$/i, 'a domain such as docs.example'),
    z.toLowerCase()
  );

/** What becomes of a page view that the same visitor sent of the same URL within the last second. */
export const doubledViewsSchema = z.enum(['drop', 'count']);

/** A site whose events the workspace takes. */
export const siteSchema = z.strictObject({ domain: domainSchema, doubled: z._default(doubledViewsSchema, 'drop') });

/** The kinds of definitions that are edited alike. `plural` is their place in the API, and `key` the field that tells one from another. A new kind adds its line here. */
export const DEFINITIONS = {
  feature: { title: 'feature', plural: 'features', key: 'name', schema: featureSchema },
  funnel: { title: 'funnel', plural: 'funnels', key: 'name', schema: funnelDefinitionSchema },
  goal: { title: 'goal', plural: 'goals', key: 'name', schema: goalSchema },
  segment: { title: 'segment', plural: 'segments', key: 'name', schema: segmentSchema },
  segment_rules: { title: 'set of segment rules', plural: 'segment_rules', key: 'name', schema: workspaceRulesSchema },
  exposure_rule: {
    title: 'exposure rule',
    plural: 'exposure_rules',
    key: 'name',
    schema: exposureRuleDefinitionSchema,
  },
  experiment: { title: 'experiment', plural: 'experiments', key: 'name', schema: experimentDefinitionSchema },
  site: { title: 'site', plural: 'sites', key: 'domain', schema: siteSchema },
} as const;

export type DefinitionKind = keyof typeof DEFINITIONS;
export type DefinitionOf<Kind extends DefinitionKind> = z.infer<(typeof DEFINITIONS)[Kind]['schema']>;
export type Definition = DefinitionOf<DefinitionKind>;

/** What a definition is told from others of its kind by: its name, or a site's domain. */
export function nameOf(definition: Definition): string {
  return 'domain' in definition ? definition.domain : definition.name;
}

/** What the catalog knows of a definition besides itself. */
export const storedShape = {
  /** Say it when you change or delete the definition: 409 where it is not the one that is there. */
  version: z.int().check(z.gte(1)),
  /** The file that it is kept in, and where alone it is changed; null where it is kept here. */
  managed_by: z.nullable(z.string()),
  /** ISO 8601, UTC. */
  updated_at: z.string(),
  updated_by: z.string(),
};

const storedSchema = z.object(storedShape);
export type Stored<Of extends Definition> = Of & z.infer<typeof storedSchema>;

/** A state that a definition had; null where it was deleted or went by another name from then on. */
export const definitionVersionSchema = z.object({
  version: z.int(),
  definition: z.nullable(z.record(z.string(), z.unknown())),
  at: z.string(),
  actor: z.string(),
});

export type DefinitionVersion = z.infer<typeof definitionVersionSchema>;

export const roleSchema = z.enum(['ingest', 'read', 'edit', 'admin']);
export const workspaceNameSchema = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _'));

export type Goal = z.infer<typeof goalSchema>;
export type Segment = z.infer<typeof segmentSchema>;
export type Feature = z.infer<typeof featureSchema>;
export type FunnelDefinition = z.infer<typeof funnelDefinitionSchema>;
export type ExposureRuleDefinition = z.infer<typeof exposureRuleDefinitionSchema>;
export type ExperimentDefinition = z.infer<typeof experimentDefinitionSchema>;
export type Site = z.infer<typeof siteSchema>;
export type DoubledViews = z.infer<typeof doubledViewsSchema>;
export type Role = z.infer<typeof roleSchema>;
