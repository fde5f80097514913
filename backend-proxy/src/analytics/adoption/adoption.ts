import type { AdoptionQuery, Feature, Frame } from '@fawkes/contract';
import { twoProportions } from '../../statistics/two-proportions';
import { frame, numberColumn, textColumn } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { previousRange } from '../time/range';
import { adoptersSql, AT_ONCE, statesSql, usesSql } from './adoption-sql';
import { adoptionBySegment } from './by-segment';
import { adoptionOverTime } from './over-time';

/** Below this a difference from the previous period is taken for one. */
const SIGNIFICANT = 0.05;

interface Adopters {
  active: number;
  active_before: number;
  eligible: number[];
  eligible_before: number[];
  adopters: number[];
  adopters_before: number[];
}

interface Uses {
  feature: number;
  uses: number;
  known_uses: number;
  first_use: number;
  last_use: number;
}

interface States {
  feature: number;
  users: number;
  new_users: number;
  returning_users: number;
  resurrected_users: number;
  lapsed_users: number;
  p25: number | null;
  median: number | null;
  p75: number | null;
}

/** One feature's numbers; a rate is null where nobody could use it, times where nobody did. */
interface Adopted extends Omit<Uses & States, 'feature'> {
  name: string;
  eligible: number;
  adopters: number;
  rate: number | null;
  rateBefore: number | null;
  trend: 'up' | 'down' | 'stable';
  p: number;
}

/**
 * The features' table, frame `adoption`, the most adopted first: rate (percent of eligible persons), trend against the previous
 * period with its p-value (two proportions, pooled), uses, users, uses per adopter, states, time to adopt, first and last use in
 * the range. Frame `summary`: features, unused ones, active persons and breadth (mean number of features per active person).
 * With `view: over_time` the rate of each interval instead, with `by_segment` that of each segment's people.
 */
export async function adoption(q: Question<AdoptionQuery>): Promise<Computed> {
  switch (q.query.view) {
    case 'table':
      return featuresTable(q);
    case 'over_time':
      return adoptionOverTime(q);
    case 'by_segment':
      return adoptionBySegment(q);
  }
}

async function featuresTable(q: Question<AdoptionQuery>): Promise<Computed> {
  const features = await q.features(q.query.features);
  const before = previousRange(q.range, q.timezone);
  const parts: Adopted[][] = [];
  let active = 0;
  for (let i = 0; i < Math.max(1, features.length); i += AT_ONCE) {
    const plan = { features: features.slice(i, i + AT_ONCE), before };
    const none = plan.features.length === 0;
    const [[adopters], uses, states] = await Promise.all([
      q.run<Adopters>(adoptersSql(q, plan)),
      none ? [] : q.run<Uses>(usesSql(q, plan.features)),
      none ? [] : q.run<States>(statesSql(q, plan)),
    ]);
    active = adopters?.active ?? 0;
    parts.push(
      plan.features.map((feature, at) => ({
        ...NEVER_USED,
        ...uses.find((row) => row.feature === at),
        ...states.find((row) => row.feature === at),
        ...adoptedOf(feature, at, adopters),
      }))
    );
  }
  const rows = parts.flat().sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || (a.name < b.name ? -1 : 1));
  return {
    frames: [table(rows), summary(rows, active)],
    notices: await peopleNotices(q, ['active_users']),
    cut: null,
  };
}

function adoptedOf({ name }: Feature, at: number, adopters: Adopters | undefined) {
  const now = { count: adopters?.adopters[at] ?? 0, n: adopters?.eligible[at] ?? 0 };
  const then = { count: adopters?.adopters_before[at] ?? 0, n: adopters?.eligible_before[at] ?? 0 };
  const { z, p } = twoProportions(now, then);
  const trend: Adopted['trend'] = p >= SIGNIFICANT ? 'stable' : z > 0 ? 'up' : 'down';
  return {
    name,
    eligible: now.n,
    adopters: now.count,
    rate: percent(now),
    rateBefore: percent(then),
    trend,
    p,
  };
}

const NEVER_USED: Omit<Uses & States, 'feature'> = {
  uses: 0,
  known_uses: 0,
  users: 0,
  first_use: 0,
  last_use: 0,
  new_users: 0,
  returning_users: 0,
  resurrected_users: 0,
  lapsed_users: 0,
  p25: null,
  median: null,
  p75: null,
};

function percent({ count, n }: { count: number; n: number }): number | null {
  return n === 0 ? null : (100 * count) / n;
}

function table(rows: Adopted[]): Frame {
  const number = (name: string, displayName: string, of: (row: Adopted) => number | null, unit?: string) =>
    numberColumn(name, rows.map(of), { displayName, ...(unit ? { unit } : {}) });
  const time = (name: string, displayName: string, of: (row: Adopted) => number) => ({
    name,
    type: 'time' as const,
    values: rows.map((row) => (row.uses > 0 ? of(row) : null)),
    config: { displayName },
  });
  const text = (name: string, displayName: string, of: (row: Adopted) => string) =>
    textColumn(name, rows.map(of), { displayName });
  return frame('adoption', [
    text('feature', 'Feature', (row) => row.name),
    number('adoption_rate', 'Adoption', (row) => row.rate, 'percent'),
    number('adoption_rate_previous', 'Adoption (previous period)', (row) => row.rateBefore, 'percent'),
    text('trend', 'Trend', (row) => row.trend),
    number('trend_p', 'p-value', (row) => row.p),
    number('total_uses', 'Uses', (row) => row.uses, 'locale'),
    number('unique_users', 'Users', (row) => row.users, 'locale'),
    number('eligible', 'Eligible', (row) => row.eligible, 'locale'),
    number('depth', 'Uses per adopter', (row) => (row.users === 0 ? null : row.known_uses / row.users)),
    number('time_to_adopt_p25', 'Time to adopt (25 %)', (row) => row.p25, 's'),
    number('time_to_adopt', 'Time to adopt (median)', (row) => row.median, 's'),
    number('time_to_adopt_p75', 'Time to adopt (75 %)', (row) => row.p75, 's'),
    number('new', 'New', (row) => row.new_users, 'locale'),
    number('returning', 'Returning', (row) => row.returning_users, 'locale'),
    number('resurrected', 'Resurrected', (row) => row.resurrected_users, 'locale'),
    number('lapsed', 'Lapsed', (row) => row.lapsed_users, 'locale'),
    time('first_use', 'First use', (row) => row.first_use),
    time('last_use', 'Last use', (row) => row.last_use),
  ]);
}

function summary(rows: Adopted[], active: number): Frame {
  const used = rows.reduce((sum, { users }) => sum + users, 0);
  return frame('summary', [
    numberColumn('features', [rows.length], { displayName: 'Features' }),
    numberColumn('unused', [rows.filter(({ uses }) => uses === 0).length], { displayName: 'Unused' }),
    numberColumn('active', [active], { displayName: 'Active persons', unit: 'locale' }),
    numberColumn('breadth', [active === 0 ? null : used / active], { displayName: 'Features per person' }),
  ]);
}
