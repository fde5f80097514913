import type { Answer, QueryInput } from '@fawkes/contract';
import { noticeSchema } from '@fawkes/contract';
import * as z from 'zod/mini';
import { asNumber, column, framed } from '../../frame-reader';
import type { TimeRange } from './time-range';

const stepSchema = z.object({
  step_name: z.string(),
  step_number: z.number(),
  users_entered: z.number(),
  users_completed: z.number(),
  /** 0 to 100; 0 where nobody entered, for which the earlier service had no other value. */
  completion_rate: z.number(),
  drop_off_rate: z.number(),
  /** Seconds; null where nobody made both steps. */
  avg_time_to_next_step: z.nullable(z.number()),
});

export const legacyFunnelSchema = z.object({
  funnel_name: z.string(),
  description: z.string(),
  steps: z.array(stepSchema),
  overall_conversion_rate: z.number(),
  total_users: z.number(),
  completed_users: z.number(),
  /** Seconds; null where nobody came to the end. */
  avg_completion_time: z.nullable(z.number()),
  /** What one must know to believe the numbers; new beside the earlier service. */
  notices: z.array(noticeSchema),
});

export type LegacyFunnel = z.infer<typeof legacyFunnelSchema>;

/** The earlier service's answer about a funnel, put together from ours alone, as of `now` (milliseconds since 1970). */
export async function legacyFunnel(
  ask: (query: QueryInput) => Promise<Answer>,
  name: string,
  range: TimeRange,
  now: number
): Promise<LegacyFunnel> {
  const answered = await ask({ v: 1, kind: 'funnel', funnel: name, range: { last: range }, asOf: now });
  const steps = framed(answered, 'steps');
  const summary = framed(answered, 'summary');
  const number = (frame: Answer, field: string, row = 0) => asNumber(column(frame, field)[row]) ?? 0;
  const text = (frame: Answer, field: string, row = 0) => String(column(frame, field)[row] ?? '');
  return {
    funnel_name: text(summary, 'funnel_name'),
    description: text(summary, 'description'),
    steps: column(steps, 'step_name').map((_, i) => ({
      step_name: text(steps, 'step_name', i),
      step_number: number(steps, 'step_number', i),
      users_entered: number(steps, 'users_entered', i),
      users_completed: number(steps, 'users_completed', i),
      completion_rate: number(steps, 'completion_rate', i),
      drop_off_rate: number(steps, 'drop_off_rate', i),
      avg_time_to_next_step: asNumber(column(steps, 'avg_time_to_next_step')[i]),
    })),
    overall_conversion_rate: number(summary, 'overall_conversion_rate'),
    total_users: number(summary, 'total_users'),
    completed_users: number(summary, 'completed_users'),
    avg_completion_time: asNumber(column(summary, 'avg_completion_time')[0]),
    notices: answered.meta.notices,
  };
}
