import { getWeekStart } from '@grafana/ui';
import type { WeekStart } from '@fawkes/contract';

/** Where buckets are cut, as the proxy takes it. */
export interface Calendar {
  timezone: string;
  weekStart: WeekStart;
}

/** The calendar of a dashboard whose time zone is `timezone` in Grafana's words: also `browser`, `utc` or nothing. */
export const calendarOf = (timezone: string | undefined): Calendar => ({
  timezone: ianaZone(timezone),
  weekStart: getWeekStart(),
});

function ianaZone(timezone = ''): string {
  if (timezone.toLowerCase() === 'utc') {
    return 'UTC';
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    // `browser`, nothing, or a name that this browser does not know.
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}
