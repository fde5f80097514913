type Format = (ms: number) => string;

/** `24 Nov 2026, 12:00` in a zone. */
export function momentFormat(timezone: string): Format {
  return formatter(timezone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** How a bucket of this length is called: minutes and hours by their time, days and weeks by their date, months by name. */
export function bucketFormat(interval: string, timezone: string, rangeMs: number): Format {
  switch (interval.at(-1)) {
    case 'm':
    case 'h':
      return formatter(timezone, {
        ...(rangeMs > 86_400_000 ? { day: 'numeric', month: 'short' } : {}),
        hour: '2-digit',
        minute: '2-digit',
      });
    case 'M':
      return formatter(timezone, { month: 'short', year: 'numeric' });
    default:
      return formatter(timezone, { day: 'numeric', month: 'short' });
  }
}

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Format {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...options });
  return (ms) => format.format(ms);
}
