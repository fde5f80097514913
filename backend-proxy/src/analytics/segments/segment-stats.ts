import type { SegmentRules } from '@fawkes/contract';
import { DAY_MS } from '../behaviour/segment-sql';
import type { SizeRow } from './sizes-sql';

/** A segment's size, and the means over its people; null where there is nobody. */
export interface SegmentStats {
  people: number;
  /** 0 to 10. */
  engagement: number | null;
  weeklySessions: number | null;
  features: number | null;
  daysSinceSeen: number | null;
}

/**
 * The means of a segment. Engagement is 10 times the mean of frequency (active recent days of those that are full engagement),
 * breadth (square root of the share of the defined features that were used) and recency (what is left of the recent days).
 */
export function segmentStats(rows: SizeRow[], rules: SegmentRules, defined: number): SegmentStats {
  const sum = (of: (row: SizeRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const people = sum((row) => row.people);
  const mean = (total: number) => (people === 0 ? null : total / people);
  const frequency = sum((row) => row.days) / rules.fullDays;
  const breadth = sum((row) => row.people * Math.sqrt(row.recent_features / Math.max(1, defined)));
  const recency = sum((row) => row.left) / (rules.recentDays * DAY_MS);
  return {
    people,
    engagement: mean((10 * (frequency + breadth + recency)) / 3),
    weeklySessions: mean(sum((row) => row.sessions) / (rules.recentDays / 7)),
    features: mean(sum((row) => row.people * row.recent_features)),
    daysSinceSeen: mean(sum((row) => row.unseen) / DAY_MS),
  };
}
