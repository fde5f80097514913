import * as z from 'zod/mini';
import { frameSchema } from './frame';
import { problemSchema } from './problem';

export const noticeSchema = z.object({
  severity: z.enum(['info', 'warning', 'error']),
  /** A stable word for programs, such as `anonymous_share`. */
  code: z.string(),
  text: z.string(),
});

export const answerMetaSchema = z.object({
  workspace: z.string(),
  /** True in the workspace `demo`, whose events are generated. */
  demo: z.boolean(),
  range: z.object({ from: z.string(), to: z.string() }),
  asOf: z.string(),
  timezone: z.string(),
  source: z.object({ name: z.string(), state: z.enum(['ok', 'stale', 'down']) }),
  /** When the newest event of the workspace arrived; null where there is none. */
  freshness: z.nullable(z.string()),
  /** What was left out, or null: an answer that is cut says so. */
  cut: z.nullable(z.object({ what: z.string(), shown: z.int(), total: z.int() })),
  notices: z.array(noticeSchema),
  /** `hit`: nothing that it read has changed since it was computed. */
  cache: z.enum(['hit', 'miss']),
  /** Milliseconds that the event store spent on it when it was computed. */
  storeMs: z.number(),
});

/** What every question gets: frames, and what one must know to believe them. */
export const answerSchema = z.object({ frames: z.array(frameSchema), meta: answerMetaSchema });

/** One query's place in the results: its answer, or its problem with the `status` it would have alone. */
export const queryResultSchema = z.union([answerSchema, z.object({ error: problemSchema })]);

export const queryResponseSchema = z.object({ results: z.record(z.string(), queryResultSchema) });

export type Notice = z.infer<typeof noticeSchema>;
export type AnswerMeta = z.infer<typeof answerMetaSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type QueryResult = z.infer<typeof queryResultSchema>;
export type QueryResponse = z.infer<typeof queryResponseSchema>;
