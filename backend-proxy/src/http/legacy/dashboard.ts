import type { Answer, QueryInput } from '@fawkes/contract';
import * as z from 'zod/mini';
import { experimentResults, experimentResultSchema } from './experiment-results';
import { featureAdoption, featureAdoptionSchema } from './feature-adoption';
import { legacyFunnel, legacyFunnelSchema } from './funnel';
import { timeRangeSchema, type TimeRange } from './time-range';
import { usageTrends, usageTrendsSchema } from './usage-trends';
import { userSegments, userSegmentsSchema } from './user-segments';

export const dashboardSchema = z.object({
  /** As of when; ISO 8601, UTC. */
  timestamp: z.string(),
  time_range: timeRangeSchema,
  /** True where the events are generated; new beside the earlier service. */
  demo: z.boolean(),
  usage_trends: usageTrendsSchema,
  feature_adoption: featureAdoptionSchema,
  experiments: z.array(experimentResultSchema),
  user_segments: userSegmentsSchema,
  /** Every defined funnel by its name. */
  funnels: z.record(z.string(), legacyFunnelSchema),
});

interface Asked {
  range: TimeRange;
  /** Milliseconds since 1970. */
  now: number;
  /** Names of all funnels. */
  funnels: string[];
  /** Whether the events are generated. */
  demo: boolean;
}

/** The five areas at once, all as of one moment. */
export async function dashboard(
  ask: (query: QueryInput) => Promise<Answer>,
  { range, now, funnels, demo }: Asked
): Promise<z.infer<typeof dashboardSchema>> {
  const [usage, adoption, experiments, segments, ...counted] = await Promise.all([
    usageTrends(ask, range, now),
    featureAdoption(ask, range, now),
    experimentResults(ask, undefined, now),
    userSegments(ask, range, now),
    ...funnels.map((name) => legacyFunnel(ask, name, range, now)),
  ]);
  return {
    timestamp: new Date(now).toISOString(),
    time_range: range,
    demo,
    usage_trends: usage,
    feature_adoption: adoption,
    experiments,
    user_segments: segments,
    funnels: Object.fromEntries(funnels.map((name, i) => [name, counted[i]!])),
  };
}
