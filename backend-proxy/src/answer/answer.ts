import type { Answer, Frame, Query } from '@fawkes/contract';
import { KINDS } from '../analytics/kinds';
import { membersOf } from '../analytics/membership/members';
import { rulesOfWorkspace } from '../analytics/behaviour/rules';
import type { Computed, Question } from '../analytics/question';
import { refuseBadRegexes } from '../analytics/sql/regexes';
import { iso, resolveRange, toInstant, type ResolvedRange } from '../analytics/time/range';
import { askedBy } from './cache/asked';
import type { AnswerContext } from './context';
import { featuresNamed, funnelNamed, goalNamed } from './definitions';
import { frameType } from './frame-type';
import { freshness } from './freshness';
import { explained } from './meanings';
import { parseQuery } from './parse';
import { selected } from './select';
import { refuseUnknownSites } from './unknown-sites';

/** The workspace whose events are generated; every answer from it says so. */
export const DEMO_WORKSPACE = 'demo';

/**
 * One question, one answer: every door calls this. `query` is untrusted JSON; what is wrong with it is thrown as a Problem.
 * The steps: read the query, settle tenant and clock, compute the kind, add what one must know to believe it.
 */
export async function answer(query: unknown, context: AnswerContext): Promise<Answer> {
  const parsed = parseQuery(query);
  const range = rangeOf(parsed, context);
  const computed = (signal?: AbortSignal) => computeAnswer(parsed, { ...context, signal });
  const [{ answer: found, hit }, newest] = await Promise.all([
    context.cache === undefined
      ? computed(context.signal).then((answer) => ({ answer, hit: false }))
      : context.cache.get(await askedBy(parsed, range, context), context.signal, computed),
    freshness(context.store, context.workspace, context.now),
  ]);
  return {
    frames: selected(found.frames, parsed.select).map((frame) => sent(frame, parsed.refId)),
    meta: {
      ...found.meta,
      asOf: range.moves ? found.meta.asOf : iso(range.asOf),
      freshness: newest,
      cache: hit ? 'hit' : 'miss',
    },
  };
}

/** The answer as it can be kept: without what depends on who asks, and when. */
async function computeAnswer(query: Query, context: AnswerContext): Promise<Answer> {
  const clock = { storeMs: 0 };
  const question = await plan(query, context, clock);
  const computed = await compute(question);
  const demo = context.workspace === DEMO_WORKSPACE;
  return {
    frames: explained(query, computed.frames).map((frame) => ({
      ...frame,
      schema: { ...frame.schema, meta: { ...frame.schema.meta, custom: { ...customOf(frame), demo } } },
    })),
    meta: {
      ...metaOf(question),
      freshness: null,
      cut: computed.cut,
      notices: computed.notices,
      cache: 'miss',
      storeMs: Math.round(clock.storeMs * 10) / 10,
    },
  };
}

/** A frame as it goes to whoever asked. Its type depends on which of its fields were asked for. */
function sent(frame: Frame, refId: string): Frame {
  return { ...frame, schema: { ...frame.schema, refId, meta: { ...frameType(frame), ...frame.schema.meta } } };
}

function rangeOf({ range, timezone, asOf }: Query, { now }: AnswerContext): ResolvedRange {
  return resolveRange(range, timezone, now, asOf === undefined ? undefined : toInstant(asOf));
}

/** What one must know of a question, whatever its answer. */
export function metaOf({ workspace, range, timezone }: Question<Query>) {
  return {
    workspace,
    demo: workspace === DEMO_WORKSPACE,
    range: { from: iso(range.from), to: iso(range.to) },
    asOf: iso(range.asOf),
    timezone,
    source: { name: 'events', state: 'ok' as const },
  };
}

/** Settles the tenant, its sites and the clock of a question, and what segments there are. */
export async function plan(query: Query, context: AnswerContext, clock: { storeMs: number }): Promise<Question<Query>> {
  const { workspace, definitions } = context;
  await refuseUnknownSites(query, context);
  const [segments, features, rules, exposureRules, experiments] = await Promise.all([
    definitions.segments(workspace),
    definitions.features(workspace),
    definitions.segmentRules(workspace),
    definitions.exposureRules(workspace),
    definitions.experiments(workspace),
  ]);
  const question: Omit<Question<Query>, 'members'> = {
    query,
    workspace,
    timezone: query.timezone,
    weekStart: query.weekStart,
    range: rangeOf(query, context),
    rules: rulesOfWorkspace(rules),
    exposureRules,
    experiments,
    async run<Row>(statement: Parameters<AnswerContext['store']['query']>[0]) {
      const { rows, ms } = await context.store.query<Row>(statement, { signal: context.signal });
      clock.storeMs += ms;
      return rows;
    },
    funnel: (name) => funnelNamed(name, context),
    goal: (name) => goalNamed(name, context),
    features: (names) => featuresNamed(names, context),
    changes: (from, to) => definitions.changes(workspace, from, to),
  };
  await refuseBadRegexes(query, question.run);
  return { ...question, members: membersOf(question, { segments, features }) };
}

function compute(question: Question<Query>): Promise<Computed> {
  // The registry maps each kind to the function for it; TypeScript cannot follow that through a look-up.
  const run = KINDS[question.query.kind] as (q: Question<Query>) => Promise<Computed>;
  return run(question);
}

function customOf(frame: Answer['frames'][number]): Record<string, unknown> {
  return (frame.schema.meta?.['custom'] as Record<string, unknown> | undefined) ?? {};
}
