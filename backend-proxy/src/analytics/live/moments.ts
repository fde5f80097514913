import type { ResolvedRange } from '../time/range';

const MINUTE_MS = 60_000;

/** The last 5 minutes before a moment: who has an event in them is a current visitor. */
export function lastFiveMinutes(asOf: number): ResolvedRange {
  return { from: Math.max(0, asOf - 5 * MINUTE_MS), to: asOf, asOf };
}

/** The last 30 minutes of the clock, of which the one under way is the last. */
export function lastHalfHour(asOf: number): ResolvedRange {
  const end = Math.ceil(asOf / MINUTE_MS) * MINUTE_MS;
  return { from: Math.max(0, end - 30 * MINUTE_MS), to: asOf, asOf };
}
