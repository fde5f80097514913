import type { Answer, Query } from '@fawkes/contract';
import { KINDS } from '../analytics/kinds';
import { membersOf } from '../analytics/membership/members';
import type { Computed, Question } from '../analytics/question';
import { iso, resolveRange, toInstant } from '../analytics/time/range';
import type { AnswerContext } from './context';
import { featuresNamed, funnelNamed, goalNamed } from './definitions';
import { freshness } from './freshness';
import { parseQuery } from './parse';
import { unknownSites } from './unknown-sites';

/** The workspace whose events are generated; every answer from it says so. */
export const DEMO_WORKSPACE = 'demo';

/**
 * One question, one answer: every door calls this. `query` is untrusted JSON; what is wrong with it is thrown as a Problem.
 * The steps: read the query, settle tenant and clock, compute the kind, add what one must know to believe it.
 */
export async function answer(query: unknown, context: AnswerContext): Promise<Answer> {
  const parsed = parseQuery(query);
  const clock = { storeMs: 0 };
  const question = await plan(parsed, context, clock);
  const [computed, unknown, newest] = await Promise.all([
    compute(question),
    unknownSites(parsed, context),
    freshness(context.store, context.workspace, context.now),
  ]);
  const demo = context.workspace === DEMO_WORKSPACE;
  return {
    frames: computed.frames.map((frame) => ({
      ...frame,
      schema: { ...frame.schema, refId: parsed.refId, meta: { custom: { ...customOf(frame), demo } } },
    })),
    meta: {
      ...metaOf(question),
      freshness: newest,
      cut: computed.cut,
      notices: [...unknown, ...computed.notices],
      storeMs: Math.round(clock.storeMs * 10) / 10,
    },
  };
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

/** Settles the tenant and the clock of a question, and what segments there are. */
export async function plan(
  query: Query,
  context: AnswerContext,
  clock: { storeMs: number }
): Promise<Question<Query>> {
  const { workspace, definitions } = context;
  const [segments, features] = await Promise.all([definitions.segments(workspace), definitions.features(workspace)]);
  const asOf = query.asOf === undefined ? undefined : toInstant(query.asOf);
  const question: Omit<Question<Query>, 'members'> = {
    query,
    workspace,
    timezone: query.timezone,
    weekStart: query.weekStart,
    range: resolveRange(query.range, query.timezone, context.now, asOf),
    async run<Row>(statement: Parameters<AnswerContext['store']['query']>[0]) {
      const { rows, ms } = await context.store.query<Row>(statement, { signal: context.signal });
      clock.storeMs += ms;
      return rows;
    },
    funnel: (name) => funnelNamed(name, context),
    goal: (name) => goalNamed(name, context),
    features: (names) => featuresNamed(names, context),
  };
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
