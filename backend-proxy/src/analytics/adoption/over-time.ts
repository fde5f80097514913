import type { AdoptionQuery, Feature } from '@fawkes/contract';
import { type Column, frame, numberColumn } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { defaultInterval, incompleteBuckets, planBuckets } from '../time/buckets';
import { adoptersByBucketSql, AT_ONCE } from './adoption-sql';

interface Row {
  bucket: number;
  active: number;
  eligible: number[];
  adopters: number[];
  users: number[];
}

/** Of one bucket, each feature in turn. */
interface Bucket {
  active: number;
  rates: Array<number | null>;
  /** Features used, summed over persons. */
  used: number;
}

const EMPTY: Bucket = { active: 0, rates: [], used: 0 };

/**
 * The adoption rate of each feature by interval: a frame `over_time`, a row an interval and a field a feature, and `breadth`, the
 * mean number of features per active person. Eligible is who was so in the interval; null where nobody was.
 */
export async function adoptionOverTime(q: Question<AdoptionQuery>): Promise<Computed> {
  const features = await q.features(q.query.features);
  const interval = q.query.interval ?? defaultInterval(q.range);
  const plan = planBuckets(q.range, interval, q.timezone, q.weekStart);
  const parts = partsOf(features);
  const [notices, ...rows] = await Promise.all([
    peopleNotices(q, ['active_users']),
    ...parts.map((part) => q.run<Row>(adoptersByBucketSql(q, part, plan))),
  ]);
  const found = gathered(rows, parts);
  const at = plan.buckets.map(({ key }) => found.get(key) ?? EMPTY);
  const rate = ({ name }: Feature, i: number): Column => {
    const config = { displayName: name, unit: 'percent' };
    const values = at.map(({ rates }) => rates[i] ?? null);
    return { ...numberColumn('adoption_rate', values, config), labels: { feature: name } };
  };
  const breadth = at.map(({ active, used }) => (active === 0 ? null : used / active));
  const time: Column = { name: 'time', type: 'time', values: plan.buckets.map(({ start }) => start) };
  const columns = [
    time,
    ...features.map(rate),
    numberColumn('breadth', breadth, { displayName: 'Features per person' }),
  ];
  const incomplete = interval === 'range' ? [] : incompleteBuckets(plan, q.range);
  return { frames: [frame('over_time', columns, { interval, incomplete })], notices, cut: null };
}

/** As many features as one statement takes; one empty part where there are none, since persons are active all the same. */
function partsOf(features: Feature[]): Feature[][] {
  const count = Math.max(1, Math.ceil(features.length / AT_ONCE));
  return Array.from({ length: count }, (_, i) => features.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}

function gathered(rows: Row[][], parts: Feature[][]): Map<number, Bucket> {
  const buckets = new Map<number, Bucket>();
  rows.forEach((part, i) => {
    for (const { bucket, active, eligible, adopters, users } of part) {
      const known = buckets.get(Number(bucket)) ?? { active, rates: [], used: 0 };
      known.rates.push(
        ...(parts[i] as Feature[]).map((_, at) => (eligible[at] ? (100 * (adopters[at] ?? 0)) / eligible[at] : null))
      );
      known.used += users.reduce((sum, n) => sum + n, 0);
      buckets.set(Number(bucket), known);
    }
  });
  return buckets;
}
