import * as z from 'zod/mini';
import { workspaceRulesSchema } from './behaviour';
import {
  domainSchema,
  experimentDefinitionSchema,
  exposureRuleDefinitionSchema,
  featureSchema,
  funnelDefinitionSchema,
  goalSchema,
  nameOf,
  segmentSchema,
  siteSchema,
  workspaceNameSchema,
  DEFINITIONS,
  type Definition,
  type DefinitionKind,
  type DefinitionOf,
} from './definition';

const MOST = 1000;

type Plural = (typeof DEFINITIONS)[DefinitionKind]['plural'];

/** A site of a file: its domain alone where nothing else is said of it. */
const siteInFileSchema = z.union([domainSchema, siteSchema], {
  error: 'a domain such as docs.example, or {"domain":…,"doubled":…}',
});

const lists = {
  features: listOf(featureSchema),
  funnels: listOf(funnelDefinitionSchema),
  goals: listOf(goalSchema),
  segments: listOf(segmentSchema),
  segment_rules: listOf(workspaceRulesSchema),
  exposure_rules: listOf(exposureRuleDefinitionSchema),
  experiments: listOf(experimentDefinitionSchema),
  sites: z.optional(
    z.array(siteInFileSchema).check(
      z.maxLength(MOST),
      z.refine((sites) => eachOnce(sites.map(siteOf)), 'two have the same domain')
    )
  ),
} satisfies Record<Plural, z.ZodMiniType>;

/** One workspace's part of a file of definitions. A list that is left out is left alone; an empty one says that there are none. */
export const definitionsFileSchema = z.strictObject({
  workspace: z._default(workspaceNameSchema, 'default'),
  ...lists,
});

export type DefinitionsFile = z.infer<typeof definitionsFileSchema>;

/** The definitions of a kind that a file lists; undefined where it leaves the list out. */
export function listedIn<Kind extends DefinitionKind>(
  file: DefinitionsFile,
  kind: Kind
): Array<DefinitionOf<Kind>> | undefined {
  const list: ReadonlyArray<Definition | string> | undefined = file[DEFINITIONS[kind].plural];
  return list?.map((entry) => (typeof entry === 'string' ? siteOf(entry) : entry)) as Array<DefinitionOf<Kind>>;
}

/** A definition as a file lists it. */
export function asListed(definition: Definition): Definition | string {
  return 'domain' in definition && definition.doubled === 'drop' ? definition.domain : definition;
}

function siteOf(entry: string | DefinitionOf<'site'>): DefinitionOf<'site'> {
  return typeof entry === 'string' ? { domain: entry, doubled: 'drop' } : entry;
}

/** What bringing a workspace to a file's state does, a line for each definition that is not as the file says. */
export const definitionChangeSchema = z.object({
  kind: z.string(),
  name: z.string(),
  /** `adopt`: it is as the file says and belongs to the file from now on. `release`: a site stays, and belongs to no file any more. */
  change: z.enum(['create', 'change', 'delete', 'adopt', 'release']),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
});

export type DefinitionChange = z.infer<typeof definitionChangeSchema>;

function listOf<Schema extends z.ZodMiniType<Definition>>(schema: Schema) {
  const list = z.array(schema).check(z.maxLength(MOST));
  return z.optional(list.check(z.refine(eachOnce, 'two have the same name')));
}

function eachOnce(definitions: readonly Definition[]): boolean {
  return new Set(definitions.map(nameOf)).size === definitions.length;
}
