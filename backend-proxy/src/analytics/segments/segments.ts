import { BEHAVIOURS, type Frame, type SegmentsQuery } from '@fawkes/contract';
import { momentAt } from '../behaviour/moment';
import { rulesOf } from '../behaviour/rules';
import { knownPeople } from '../behaviour/known-people';
import { frame, numberColumn, textColumn } from '../frame';
import type { Computed, Question } from '../question';
import { sizesOverTime } from './over-time';
import { type SegmentStats, segmentStats } from './segment-stats';
import { type SizeRow, sizesSql } from './sizes-sql';

/**
 * The behavioural segments at the end of the range: frame `segments`, a row a segment, with its people, their share of all
 * (percent), mean engagement (0 to 10) and what they are like on average; frame `total` with all people. With an interval also
 * frame `over_time`, the sizes at the end of each. Counts users and stable visitors only.
 */
export async function segments(q: Question<SegmentsQuery>): Promise<Computed> {
  const rules = rulesOf(q.query);
  const features = await q.features();
  const moment = momentAt(q.range.to, rules, q.timezone);
  const rows = await q.run<SizeRow>(sizesSql(q, moment, rules, features));
  const active = { from: moment.activeFrom, to: moment.end };
  const { nobody, notices } = await knownPeople(q, active, rows.length === 0);
  const stats = BEHAVIOURS.map((_, place) =>
    segmentStats(
      rows.filter(({ segment }) => segment === place),
      rules,
      features.length
    )
  );
  const sizes = stats.map(({ people }) => people);
  const { interval } = q.query;
  const overTime = interval === undefined ? [] : [await sizesOverTime(q, { rules, features, interval, sizes, nobody })];
  return {
    frames: [table(stats, nobody), total(sizes, nobody), ...overTime],
    notices,
    cut: null,
  };
}

function table(stats: SegmentStats[], nobody: boolean): Frame {
  const all = stats.reduce((sum, { people }) => sum + people, 0);
  const number = (name: string, displayName: string, of: (segment: SegmentStats) => number | null, config = {}) =>
    numberColumn(
      name,
      stats.map((segment) => (nobody ? null : of(segment))),
      { displayName, ...config }
    );
  return frame('segments', [
    textColumn('segment', [...BEHAVIOURS], { displayName: 'Segment' }),
    number('people', 'People', ({ people }) => people, { unit: 'locale' }),
    number('share', 'Share', ({ people }) => (all === 0 ? null : (100 * people) / all), { unit: 'percent' }),
    number('engagement', 'Engagement (0 to 10)', ({ engagement }) => engagement, { decimals: 1 }),
    number('weekly_sessions', 'Sessions a week', ({ weeklySessions }) => weeklySessions, { decimals: 1 }),
    number('features_used', 'Features used', ({ features }) => features, { decimals: 1 }),
    number('days_since_seen', 'Days since last seen', ({ daysSinceSeen }) => daysSinceSeen, { decimals: 1 }),
  ]);
}

function total(sizes: number[], nobody: boolean): Frame {
  const people = sizes.reduce((sum, size) => sum + size, 0);
  return frame('total', [numberColumn('people', [nobody ? null : people], { displayName: 'People', unit: 'locale' })]);
}
