import * as z from 'zod/mini';

const TIME_RANGES = ['1h', '6h', '24h', '7d', '30d', '90d'] as const;

/** The ranges of the earlier service's `time_range`. */
export const timeRangeSchema = z.enum(TIME_RANGES, { error: `time_range is one of ${TIME_RANGES.join(', ')}` });
export type TimeRange = z.infer<typeof timeRangeSchema>;

/** Hours up to a day, days beyond. */
export function seriesInterval(range: TimeRange): '1h' | '1d' {
  return range.endsWith('h') ? '1h' : '1d';
}
