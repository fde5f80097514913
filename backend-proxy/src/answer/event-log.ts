import type { AnswerMeta, EventsQuery, Frame } from '@fawkes/contract';
import { eventLog } from '../analytics/events/log';
import type { Question } from '../analytics/question';
import { metaOf, plan } from './answer';
import type { AnswerContext } from './context';
import { freshness } from './freshness';
import { parseQuery } from './parse';

/** The whole of a log: its first frame, and the rest as it is read. */
export interface EventLog {
  meta: AnswerMeta;
  first: Frame;
  rest: AsyncGenerator<Frame>;
}

/**
 * The answer to a query of the kind `events` without its limit: every event of the range, read while it is taken, so that
 * nobody holds it. What is wrong is thrown as by `answer`, before the first frame.
 */
export async function wholeLog(query: unknown, context: AnswerContext): Promise<EventLog> {
  const parsed = parseQuery(query);
  const clock = { storeMs: 0 };
  const question = await plan(parsed, context, clock);
  const frames = eventLog(question as Question<EventsQuery>);
  const [{ value: first }, newest] = await Promise.all([
    frames.next(),
    freshness(context.store, context.workspace, context.now),
  ]);
  const meta = {
    ...metaOf(question),
    freshness: newest,
    cut: null,
    notices: [],
    cache: 'miss' as const,
    storeMs: clock.storeMs,
  };
  return { meta, first, rest: frames };
}
