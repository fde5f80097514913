import {
  exposing,
  type Answer,
  type Definition,
  type DefinitionKind,
  type DefinitionOf,
  type QueryInput,
} from '@fawkes/contract';
import * as z from 'zod/mini';
import { column, framed } from '../../frame-reader';
import { Problem } from '../../problem';

/** What a definition would say of the events that are there. */
export const dryRunSchema = z.object({
  /** Persons whom it matches in the range; of a funnel those at its first step. */
  people: z.int(),
  /** Of a site: its events that are stored. */
  events: z.optional(z.int()),
  /** Of a site: events that it would have taken, and that were dropped since the proxy that answers started. Told to those who run the installation alone. */
  dropped: z.optional(z.int()),
  /** Of a funnel: how many make each step, in the order of the steps. */
  steps: z.optional(z.array(z.object({ name: z.string(), people: z.int() }))),
  /** Of an experiment: each variant's people, and those of them who converted. */
  variants: z.optional(z.array(z.object({ name: z.string(), people: z.int(), converted: z.int() }))),
  range: z.object({ from: z.string(), to: z.string() }),
});

export type DryRun = z.infer<typeof dryRunSchema>;

const DAY_MS = 86_400_000;

type Ask = (query: QueryInput) => Promise<Answer>;

/** How each kind of definition is tried: by the question that its numbers are made of. */
const TRIES: { [Kind in DefinitionKind]: (definition: DefinitionOf<Kind>, ask: Ask) => Promise<DryRun> } = {
  feature: tryMatcher,
  goal: tryMatcher,
  funnel: tryFunnel,
  segment: trySegment,
  segment_rules: tryRules,
  exposure_rule: (rule, ask) => tryMatcher({ match: exposing(rule) }, ask),
  experiment: tryExperiment,
  site: trySite,
};

/** Asks over the last 30 days what the definition would match, and changes nothing. */
export function dryRun(kind: DefinitionKind, definition: Definition, ask: Ask): Promise<DryRun> {
  // The table maps each kind to the function for it; TypeScript cannot follow that through a look-up.
  const attempt = TRIES[kind] as (definition: Definition, ask: Ask) => Promise<DryRun>;
  return attempt(definition, ask);
}

async function tryMatcher({ match }: Pick<DefinitionOf<'goal'>, 'match'>, ask: Ask): Promise<DryRun> {
  const answered = await ask({
    v: 1,
    kind: 'trends',
    range: { last: '30d' },
    interval: 'range',
    measures: [{ measure: 'conversions', match }],
  });
  return { people: whole(column(answered, 'conversions')[0]), range: answered.meta.range };
}

async function trySegment({ rule }: DefinitionOf<'segment'>, ask: Ask): Promise<DryRun> {
  const answered = await ask({
    v: 1,
    kind: 'trends',
    range: { last: '30d' },
    interval: 'range',
    measures: [{ measure: 'total_users' }],
    segment: rule,
  });
  return { people: whole(column(answered, 'total_users')[0]), range: answered.meta.range };
}

async function tryExperiment(
  { name, title: _, description: __, ...design }: DefinitionOf<'experiment'>,
  ask: Ask
): Promise<DryRun> {
  const range = { last: '30d' } as const;
  try {
    const answered = await ask({ v: 1, kind: 'experiment', experiment: name, design, range });
    const table = framed(answered, 'variants');
    const variants = column(table, 'variant').map((variant, i) => ({
      name: String(variant),
      people: whole(column(table, 'assignments')[i]),
      converted: whole(column(table, 'conversions')[i]),
    }));
    return { people: variants.reduce((sum, { people }) => sum + people, 0), variants, range: answered.meta.range };
  } catch (error) {
    if (error instanceof Problem && error.code === 'unknown_experiment') {
      // Nobody saw it yet, and that is the answer.
      const { meta } = await ask({ v: 1, kind: 'experiments', status: 'draft', range });
      return { people: 0, variants: [], range: meta.range };
    }
    throw error;
  }
}

/** Of a site that is new nothing is stored: what trackers sent of it was dropped, and is counted where it arrived. */
async function trySite({ domain }: DefinitionOf<'site'>, ask: Ask): Promise<DryRun> {
  const answered = await ask({ ...onSite(domain), range: { last: '30d' } });
  const people = whole(column(answered, 'active_users')[0]);
  return { people, events: whole(column(answered, 'events')[0]), range: answered.meta.range };
}

/** How many events of a site are stored, of whatever time up to a day from now. */
export async function storedOf(domain: string, ask: Ask, now: number): Promise<number> {
  const range = { from: '1970-01-01T00:00:00.000Z', to: new Date(now + DAY_MS).toISOString() };
  return whole(column(await ask({ ...onSite(domain), range }), 'events')[0]);
}

/** By the property: a site that the workspace does not have may be asked about, too. */
function onSite(domain: string) {
  return {
    v: 1,
    kind: 'trends',
    interval: 'range',
    measures: [{ measure: 'events' }, { measure: 'active_users' }],
    filter: { property: 'site', op: 'eq', value: domain },
  } satisfies Omit<Extract<QueryInput, { kind: 'trends' }>, 'range'>;
}

/** Rules decide who is looked at, too: everyone active in their active days. */
async function tryRules({ name: _, ...rules }: DefinitionOf<'segment_rules'>, ask: Ask): Promise<DryRun> {
  const answered = await ask({ v: 1, kind: 'segments', range: { last: '30d' }, rules });
  return { people: whole(column(framed(answered, 'total'), 'people')[0]), range: answered.meta.range };
}

async function tryFunnel({ name: _, description: __, ...funnel }: DefinitionOf<'funnel'>, ask: Ask): Promise<DryRun> {
  const answered = await ask({ v: 1, kind: 'funnel', range: { last: '30d' }, ...funnel });
  const table = framed(answered, 'steps');
  const completed = column(table, 'users_completed');
  const steps = column(table, 'step_name').map((name, i) => ({ name: String(name), people: whole(completed[i]) }));
  return { people: steps[0]?.people ?? 0, steps, range: answered.meta.range };
}

function whole(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
