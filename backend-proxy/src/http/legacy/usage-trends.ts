import { noticeSchema, type Answer, type QueryInput } from '@fawkes/contract';
import * as z from 'zod/mini';
import { pairs, single } from '../../frame-reader';
import { points, pointSchema } from './point';
import { seriesInterval, type TimeRange } from './time-range';

const countsSchema = z.record(z.string(), z.number());

export const usageTrendsSchema = z.object({
  /** People ever seen; null where no event says who it is from, which `notices` explains. */
  total_users: z.nullable(z.number()),
  active_users: z.nullable(z.number()),
  page_views: z.nullable(z.number()),
  unique_visitors: z.nullable(z.number()),
  /** Seconds. */
  avg_session_duration: z.nullable(z.number()),
  /** 0 to 100. */
  bounce_rate: z.nullable(z.number()),
  users_over_time: z.array(pointSchema),
  pageviews_over_time: z.array(pointSchema),
  top_pages: countsSchema,
  traffic_sources: countsSchema,
  /** What one must know to believe the numbers; new beside the earlier service. */
  notices: z.array(noticeSchema),
});

export type UsageTrends = z.infer<typeof usageTrendsSchema>;

/** The earlier service's usage trends, put together from answers alone; all of them as of `now` (milliseconds since 1970). */
export async function usageTrends(
  ask: (query: QueryInput) => Promise<Answer>,
  range: TimeRange,
  now: number
): Promise<UsageTrends> {
  const common = { v: 1, range: { last: range }, asOf: now } as const;
  const [totals, series, pages, sources] = await Promise.all([
    ask({ ...common, kind: 'trends', interval: 'range', measures: TOTALS.map((measure) => ({ measure })) }),
    ask({
      ...common,
      kind: 'trends',
      interval: seriesInterval(range),
      measures: [{ measure: 'active_users' }, { measure: 'page_views' }],
    }),
    ask({ ...common, kind: 'top', property: 'page.path', measures: [{ measure: 'page_views' }] }),
    ask({ ...common, kind: 'top', property: 'session.source', measures: [{ measure: 'sessions' }] }),
  ]);
  return {
    total_users: single(totals, 'total_users'),
    active_users: single(totals, 'active_users'),
    page_views: single(totals, 'page_views'),
    unique_visitors: single(totals, 'unique_visitors'),
    avg_session_duration: single(totals, 'session_duration'),
    bounce_rate: single(totals, 'bounce_rate'),
    users_over_time: points(series, 'active_users'),
    pageviews_over_time: points(series, 'page_views'),
    top_pages: pairs(pages, 'page.path', 'page_views'),
    traffic_sources: pairs(sources, 'session.source', 'sessions'),
    notices: totals.meta.notices,
  };
}

const TOTALS = [
  'total_users',
  'active_users',
  'page_views',
  'unique_visitors',
  'session_duration',
  'bounce_rate',
] as const;
