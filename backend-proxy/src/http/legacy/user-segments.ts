import { noticeSchema, type Answer, type QueryInput } from '@fawkes/contract';
import * as z from 'zod/mini';
import { asNumber, column, framed, single } from '../../frame-reader';
import type { TimeRange } from './time-range';

const segmentSchema = z.object({
  segment_name: z.string(),
  /** Null where no event says who it is from, which `notices` explains. */
  user_count: z.nullable(z.number()),
  /** 0 to 100. */
  percentage: z.nullable(z.number()),
  /** 0 to 10. */
  avg_engagement: z.nullable(z.number()),
  characteristics: z.record(z.string(), z.nullable(z.number())),
});

export const userSegmentsSchema = z.object({
  total_users: z.nullable(z.number()),
  segments: z.array(segmentSchema),
  segmentation_method: z.string(),
  /** ISO 8601, UTC. */
  last_updated: z.string(),
  /** What one must know to believe the numbers; new beside the earlier service. */
  notices: z.array(noticeSchema),
});

type UserSegments = z.infer<typeof userSegmentsSchema>;

/** The earlier service's segments, put together from ours alone, as of `now` (milliseconds since 1970). */
export async function userSegments(
  ask: (query: QueryInput) => Promise<Answer>,
  range: TimeRange,
  now: number
): Promise<UserSegments> {
  const answered = await ask({ v: 1, kind: 'segments', range: { last: range }, asOf: now });
  const number = (name: string, i: number) => asNumber(column(answered, name)[i]);
  return {
    total_users: single(framed(answered, 'total'), 'people'),
    segments: column(answered, 'segment').map((name, i) => ({
      segment_name: String(name),
      user_count: number('people', i),
      percentage: number('share', i),
      avg_engagement: number('engagement', i),
      characteristics: {
        weekly_sessions: number('weekly_sessions', i),
        features_used: number('features_used', i),
        days_since_seen: number('days_since_seen', i),
      },
    })),
    segmentation_method: 'behavioral',
    last_updated: answered.meta.asOf,
    notices: answered.meta.notices,
  };
}
