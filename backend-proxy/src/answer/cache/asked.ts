import type { Query, QueryKind } from '@fawkes/contract';
import type { ResolvedRange } from '../../analytics/time/range';
import type { AnswerContext } from '../context';
import type { Asked } from './answer-cache';
import { canonical } from './canonical';

const HOUR_MS = 3_600_000;
/** A session that starts in the range is read to its end, 24 hours later at most, and the zones of the world differ by less. */
const SETTLED_AFTER_MS = 25 * HOUR_MS;
/** Kinds that look further than that beyond their range: to a conversion, to the end of a window, or to what people did at last. */
const LOOK_FURTHER: ReadonlySet<QueryKind> = new Set<QueryKind>([
  'funnel',
  'paths',
  'experiment',
  'experiments',
  'people',
]);

/** Of a range of some thirty intervals, a hundredth of one. */
const PARTS = 3000;
const LONGEST_MS = 15 * 60_000;
const SHORTEST_MS = 10_000;

/**
 * What an answer depends on besides the data. A range that ended long ago has the same answer at every later moment, so the
 * moment is no part of it. A range that goes along with the clock says so: while nothing comes in, the answer of a moment ago will do.
 */
export async function askedBy(query: Query, range: ResolvedRange, context: AnswerContext): Promise<Asked> {
  // Whether it is watched changes nothing in an answer.
  const { refId: _, range: __, asOf: ___, select: ____, live: _____, ...question } = { live: undefined, ...query };
  const { workspace, definitions } = context;
  const settled = LOOK_FURTHER.has(query.kind) ? Number.POSITIVE_INFINITY : range.to + SETTLED_AFTER_MS;
  const until = Math.min(range.asOf, settled);
  const moment = until < range.asOf ? {} : { asOf: range.asOf };
  const revision = await definitions.revision(workspace);
  return {
    workspace,
    until,
    // The question stands for itself: some kinds have a "from" and a "to" of their own.
    key: canonical({ question, from: range.from, to: range.to, ...moment, revision }),
    ...(range.moves && query.kind !== 'live'
      ? { moving: { key: canonical({ question, moves: range.moves, revision }), ...aged(range) } }
      : {}),
  };
}

/** How old an answer about a range that moves may be while nothing comes in, in milliseconds. */
function aged({ from, to, asOf }: ResolvedRange): { asOf: number; maxAgeMs: number } {
  return { asOf, maxAgeMs: Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (to - from) / PARTS)) };
}
