import { OUTAGE } from './story';

/** When the portal is down on a day of the world, in minutes since midnight. */
export function outageOn(day: number): { from: number; to: number } | undefined {
  const down = day >= OUTAGE.firstDay && (day - OUTAGE.firstDay) % OUTAGE.everyDays === 0;
  return down ? { from: OUTAGE.fromMinute, to: OUTAGE.toMinute } : undefined;
}
