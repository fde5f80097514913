import { noticeSchema, type Answer, type QueryInput } from '@fawkes/contract';
import * as z from 'zod/mini';
import { asIso, asNumber, column, framed, single } from '../../frame-reader';
import { points, pointSchema } from './point';
import { seriesInterval, type TimeRange } from './time-range';

const featureSchema = z.object({
  feature_name: z.string(),
  total_uses: z.number(),
  unique_users: z.number(),
  /** 0 to 100; null where nobody could use it. */
  adoption_rate: z.nullable(z.number()),
  trend: z.enum(['up', 'down', 'stable']),
  /** The first and the last use in the range, ISO 8601, UTC; null where there is none. */
  first_seen: z.nullable(z.string()),
  last_used: z.nullable(z.string()),
});

export const featureAdoptionSchema = z.object({
  total_features: z.number(),
  features: z.array(featureSchema),
  /** Null where no feature was used. */
  most_adopted: z.nullable(z.string()),
  least_adopted: z.nullable(z.string()),
  /** How many of the features an active person used, on average, in each interval. */
  adoption_trend: z.array(pointSchema),
  /** What one must know to believe the numbers; new beside the earlier service. */
  notices: z.array(noticeSchema),
});

type FeatureAdoption = z.infer<typeof featureAdoptionSchema>;

/** The earlier service's answer about features, put together from ours alone, as of `now` (milliseconds since 1970). */
export async function featureAdoption(
  ask: (query: QueryInput) => Promise<Answer>,
  range: TimeRange,
  now: number
): Promise<FeatureAdoption> {
  const common = { v: 1, kind: 'adoption', range: { last: range }, asOf: now } as const;
  const [answered, overTime] = await Promise.all([
    ask(common),
    ask({ ...common, view: 'over_time', interval: seriesInterval(range) }),
  ]);
  const of = (name: string) => column(answered, name);
  const names = of('feature').map(String);
  const rates = of('adoption_rate').map(asNumber);
  const features = names.map((feature_name, i) => ({
    feature_name,
    total_uses: asNumber(of('total_uses')[i]) ?? 0,
    unique_users: asNumber(of('unique_users')[i]) ?? 0,
    adoption_rate: rates[i] ?? null,
    trend: of('trend')[i] as 'up' | 'down' | 'stable',
    first_seen: asIso(of('first_use')[i]),
    last_used: asIso(of('last_use')[i]),
  }));
  // The most adopted feature is the table's first.
  const known = features.filter(({ adoption_rate }) => adoption_rate !== null);
  return {
    total_features: single(framed(answered, 'summary'), 'features') ?? names.length,
    features,
    most_adopted: known[0]?.feature_name ?? null,
    least_adopted: known.at(-1)?.feature_name ?? null,
    adoption_trend: points(overTime, 'breadth'),
    notices: answered.meta.notices,
  };
}
