import * as z from 'zod/mini';
import { workspaceRulesSchema } from './behaviour';
import {
  domainSchema,
  exposureRuleDefinitionSchema,
  featureSchema,
  funnelDefinitionSchema,
  goalSchema,
  segmentSchema,
  workspaceNameSchema,
  type Definition,
  type DefinitionKind,
  type DEFINITIONS,
} from './definition';

const MOST = 1000;

type Plural = (typeof DEFINITIONS)[DefinitionKind]['plural'];

const lists = {
  features: listOf(featureSchema),
  funnels: listOf(funnelDefinitionSchema),
  goals: listOf(goalSchema),
  segments: listOf(segmentSchema),
  segment_rules: listOf(workspaceRulesSchema),
  exposure_rules: listOf(exposureRuleDefinitionSchema),
} satisfies Record<Plural, z.ZodMiniType>;

/** One workspace's part of a file of definitions. A list that is left out is left alone; an empty one says that there are none. */
export const definitionsFileSchema = z.strictObject({
  workspace: z._default(workspaceNameSchema, 'default'),
  /** Domains to take events of. They are added, and never taken away. */
  sites: z.optional(z.array(domainSchema).check(z.maxLength(MOST))),
  ...lists,
});

export type DefinitionsFile = z.infer<typeof definitionsFileSchema>;

/** What bringing a workspace to a file's state does, a line for each definition that is not as the file says. */
export const definitionChangeSchema = z.object({
  kind: z.string(),
  name: z.string(),
  /** `adopt`: it is as the file says and belongs to the file from now on. */
  change: z.enum(['create', 'change', 'delete', 'adopt']),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
});

export type DefinitionChange = z.infer<typeof definitionChangeSchema>;

function listOf<Schema extends z.ZodMiniType<Definition>>(schema: Schema) {
  const list = z.array(schema).check(z.maxLength(MOST));
  return z.optional(list.check(z.refine(eachOnce, 'two have the same name')));
}

function eachOnce(definitions: readonly Definition[]): boolean {
  return new Set(definitions.map(({ name }) => name)).size === definitions.length;
}
