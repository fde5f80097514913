/** No line breaks between a number and its unit. */
const GAP = '\u00a0';
/** What stands where no number is known. */
export const UNKNOWN = '–';
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** A number as a person reads it, in its unit (a unit id of Grafana): `1,234`, `12.3 %`, `2 m 05 s`. */
export function formatNumber(value: number, unit?: string): string {
  switch (unit) {
    case 'percent':
      return percent.format(value) + GAP + '%';
    case 's':
      return formatDuration(value);
    default:
      return (Math.abs(value) < 1 ? small : plain).format(value);
  }
}

/** The same, as short as an axis needs it: `1.2K`, `10 %`, `2 m`. */
export function formatTick(value: number, unit?: string): string {
  switch (unit) {
    case 'percent':
      return plain.format(value) + GAP + '%';
    case 's':
      return formatDuration(value);
    default:
      return short.format(value);
  }
}

/** A change in whole percent; the direction is shown beside it. */
export function formatChange(value: number): string {
  return plain.format(Math.abs(value)) + GAP + '%';
}

/** Two units at most, the second one padded, so that a column of durations reads straight. */
export function formatDuration(seconds: number): string {
  if (seconds > 0 && seconds < 10) {
    return plain.format(seconds) + GAP + 's';
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole}${GAP}s`;
  }
  if (whole < 3600) {
    return pair(whole, 60, 'm', 's');
  }
  // Rounded to the smaller unit first: 59.9 minutes are an hour, not 60 minutes.
  const minutes = Math.round(whole / 60);
  return minutes < 1440 ? pair(minutes, 60, 'h', 'm') : pair(Math.round(minutes / 60), 24, 'd', 'h');
}

function pair(count: number, size: number, large: string, small: string): string {
  const rest = String(count % size).padStart(2, '0');
  return `${plain.format(Math.floor(count / size))}${GAP}${large}${GAP}${rest}${GAP}${small}`;
}

/** How long ago, roughly: for a reader who asks whether the numbers are fresh. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [size, unit] = (
    [
      [86_400, 'day'],
      [3600, 'hour'],
      [60, 'minute'],
      [1, 'second'],
    ] as const
  ).find(([s]) => seconds >= s) ?? [1, 'second'];
  const count = Math.floor(seconds / size);
  return `${plain.format(count)} ${unit}${count === 1 ? '' : 's'} ago`;
}

const WINDOW_UNITS: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** `30 days` for a window of `30d`. */
export function formatWindow(window: string): string {
  const count = Number(window.slice(0, -1));
  return `${count}${GAP}${WINDOW_UNITS[window.at(-1) ?? ''] ?? ''}${count === 1 ? '' : 's'}`;
}
