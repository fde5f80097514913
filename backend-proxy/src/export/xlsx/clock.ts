import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
/** Days from the first day of spreadsheets to 1970. */
const EPOCH_DAYS = 25_569;

/** How a spreadsheet, which knows no zones, counts the clock of a zone: days since 1900, the time of day as their fraction. */
export function spreadsheetClock(timezone: string): (ms: number) => number {
  // Offsets change at quarters of an hour, and neighbouring rows share theirs.
  let quarter = NaN;
  let offset = 0;
  return (ms) => {
    const at = Math.floor(ms / QUARTER_MS);
    if (at !== quarter) {
      quarter = at;
      offset = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone).offsetNanoseconds / 1e6;
    }
    return (ms + offset) / DAY_MS + EPOCH_DAYS;
  };
}
