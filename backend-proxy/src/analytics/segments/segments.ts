import { BEHAVIOURS, type Frame, type SegmentsQuery } from '@fawkes/contract';
import { knownPeople } from '../behaviour/known-people';
import { momentAt } from '../behaviour/moment';
import { rulesOf } from '../behaviour/rules';
import { frame, numberColumn, textColumn } from '../frame';
import type { Computed, Question } from '../question';
import { sizesOverTime } from './over-time';
import { type SegmentStats, segmentStats } from './segment-stats';
import { type SizeRow, sizesSql } from './sizes-sql';

/**
 * The segments at the end of the range: frame `segments`, a row a segment, the behavioural ones first and then those asked for by
 * name, with its people, their share of all (percent), mean engagement (0 to 10) and what they are like on average; frame `total`
 * with all people, each of whom is in one behavioural segment. With an interval also frame `over_time`, the sizes at the end of
 * each. Counts users and stable visitors only, of the active days before.
 */
export async function segments(q: Question<SegmentsQuery>): Promise<Computed> {
  const rules = rulesOf(q);
  const moment = momentAt(q.range.to, rules, q.timezone);
  const named = [...new Set(q.query.also ?? [])];
  const asked = { segments: named, moment, rules, features: await q.features() };
  const rows = await q.run<SizeRow>(sizesSql(q, asked));
  const active = { from: moment.activeFrom, to: moment.end };
  const { nobody, notices } = await knownPeople(q, active, rows.length === 0);
  const stats = [...BEHAVIOURS, ...named].map((_, place) =>
    segmentStats(
      rows.filter(({ segment }) => segment === place),
      rules,
      asked.features.length
    )
  );
  const { interval } = q.query;
  const sizes = stats.map(({ people }) => people);
  const overTime = interval === undefined ? [] : [await sizesOverTime(q, { ...asked, interval, sizes, nobody })];
  const total = sizes.slice(0, BEHAVIOURS.length).reduce((sum, size) => sum + size, 0);
  return { frames: [table(named, stats, total, nobody), totalFrame(total, nobody), ...overTime], notices, cut: null };
}

function table(named: string[], stats: SegmentStats[], total: number, nobody: boolean): Frame {
  const number = (name: string, displayName: string, of: (segment: SegmentStats) => number | null, config = {}) =>
    numberColumn(
      name,
      stats.map((segment) => (nobody ? null : of(segment))),
      { displayName, ...config }
    );
  const types = stats.map((_, place) => (place < BEHAVIOURS.length ? 'behavioural' : 'custom'));
  return frame('segments', [
    textColumn('segment', [...BEHAVIOURS, ...named], { displayName: 'Segment' }),
    textColumn('type', types, { displayName: 'Type' }),
    number('people', 'People', ({ people }) => people, { unit: 'locale' }),
    number('share', 'Share', ({ people }) => (total === 0 ? null : (100 * people) / total), { unit: 'percent' }),
    number('engagement', 'Engagement (0 to 10)', ({ engagement }) => engagement, { decimals: 1 }),
    number('weekly_sessions', 'Sessions a week', ({ weeklySessions }) => weeklySessions, { decimals: 1 }),
    number('features_used', 'Features used', ({ features }) => features, { decimals: 1 }),
    number('days_since_seen', 'Days since last seen', ({ daysSinceSeen }) => daysSinceSeen, { decimals: 1 }),
  ]);
}

function totalFrame(total: number, nobody: boolean): Frame {
  return frame('total', [numberColumn('people', [nobody ? null : total], { displayName: 'People', unit: 'locale' })]);
}
