import { expect, test } from 'vitest';
import { Problem } from '../../problem';
import { defaultInterval, planBuckets } from './buckets';
import { withPrevious } from './with-previous';
import { iso, previousRange, resolveRange } from './range';

const at = (text: string) => Date.parse(text);
const range = (from: string, to: string) => ({ from: at(from), to: at(to), asOf: at('2030-01-01T00:00:00Z') });
const starts = (plan: ReturnType<typeof planBuckets>) => plan.buckets.map((b) => iso(b.start));

test('7d is from the same wall-clock time 7 days ago, also over a change of the clock', () => {
  // New York left daylight time on 2026-11-01: 12:00 EST is 17:00Z, 12:00 EDT was 16:00Z.
  const resolved = resolveRange({ last: '7d' }, 'America/New_York', 0, at('2026-11-04T17:00:00Z'));
  expect(iso(resolved.from)).toBe('2026-10-28T16:00:00.000Z');
});

test('a range that ends now ends on a grid of 10 seconds and holds now', () => {
  const resolved = resolveRange({ last: '1h' }, 'UTC', at('2026-11-04T17:00:01.234Z'));
  expect(iso(resolved.to)).toBe('2026-11-04T17:00:10.000Z');
});

test('a range upside down is refused with its place', () => {
  const ask = () => resolveRange({ from: '2026-11-08T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'UTC', Date.now());
  expect(ask).toThrow(Problem);
});

test('the previous period of whole days has as many calendar days, not hours', () => {
  const week = range('2026-10-28T04:00:00Z', '2026-11-04T05:00:00Z'); // 7 days in New York, 169 hours
  expect(iso(previousRange(week, 'America/New_York').from)).toBe('2026-10-21T04:00:00.000Z');
  const hours = range('2026-10-28T04:00:00Z', '2026-10-28T10:30:00Z');
  expect(iso(previousRange(hours, 'America/New_York').from)).toBe('2026-10-27T21:30:00.000Z');
});

test('days of New York are 25 hours long when the clock goes back', () => {
  const plan = planBuckets(range('2026-10-31T04:00:00Z', '2026-11-03T05:00:00Z'), '1d', 'America/New_York', 'monday');
  expect(starts(plan)).toEqual(['2026-10-31T04:00:00.000Z', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z']);
});

test('hours of Lord Howe are cut at the half hour by which its clock changes', () => {
  // 2026-04-05 02:00 (+11) becomes 01:30 (+10:30), at 15:00Z of the day before.
  const plan = planBuckets(
    range('2026-04-04T14:00:00Z', '2026-04-04T17:00:00Z'),
    '1h',
    'Australia/Lord_Howe',
    'monday'
  );
  expect(starts(plan)).toEqual([
    '2026-04-04T14:00:00.000Z', // 01:00 +11
    '2026-04-04T15:00:00.000Z', // 01:30 +10:30, the hour that the change cuts
    '2026-04-04T15:30:00.000Z', // 02:00 +10:30
    '2026-04-04T16:30:00.000Z', // 03:00 +10:30
  ]);
});

test.each([
  // 02:00 (+11) becomes 01:30 (+10:30) at 15:00Z: the hour from 01:00 has 60 minutes, and 30 more of another offset.
  ['from the change on', '2026-04-04T15:00:00Z', '2026-04-04T15:40:00Z', ['15:00-15:30', '15:30-16:30']],
  ['from within the half hour', '2026-04-04T15:10:00Z', '2026-04-04T16:00:00Z', ['15:00-15:30', '15:30-16:30']],
  ['to within it', '2026-04-04T14:30:00Z', '2026-04-04T15:20:00Z', ['14:00-15:00', '15:00-15:30']],
  ['to the change', '2026-04-04T13:30:00Z', '2026-04-04T15:00:00Z', ['13:00-14:00', '14:00-15:00']],
  // 02:00 (+10:30) becomes 02:30 (+11) at 15:30Z: the hour from 02:00 has 30 minutes.
  [
    'over the way forward',
    '2026-10-03T15:00:00Z',
    '2026-10-03T16:20:00Z',
    ['14:30-15:30', '15:30-16:00', '16:00-17:00'],
  ],
  ['from the way forward on', '2026-10-03T15:45:00Z', '2026-10-03T16:20:00Z', ['15:30-16:00', '16:00-17:00']],
])('hours of Lord Howe %s', (_, from, to, expected) => {
  const { buckets } = planBuckets(range(from, to), '1h', 'Australia/Lord_Howe', 'monday');
  expect(buckets.map(({ start, end }) => [start, end].map((ms) => iso(ms).slice(11, 16)).join('-'))).toEqual(expected);
});

test.each([
  ['monday', '2026-12-28'],
  ['sunday', '2026-12-27'],
  ['saturday', '2026-12-26'],
] as const)('a week that starts on %s runs over the end of the year', (weekStart, first) => {
  const plan = planBuckets(range('2026-12-31T00:00:00Z', '2027-01-02T00:00:00Z'), '1w', 'UTC', weekStart);
  expect(starts(plan)[0]).toBe(`${first}T00:00:00.000Z`);
});

test('months, and several units from the start of the range', () => {
  expect(starts(planBuckets(range('2026-11-15T00:00:00Z', '2027-02-01T00:00:00Z'), '1M', 'UTC', 'monday'))).toEqual([
    '2026-11-01T00:00:00.000Z',
    '2026-12-01T00:00:00.000Z',
    '2027-01-01T00:00:00.000Z',
  ]);
  expect(starts(planBuckets(range('2026-11-03T00:00:00Z', '2026-11-08T00:00:00Z'), '2d', 'UTC', 'monday'))).toEqual([
    '2026-11-03T00:00:00.000Z',
    '2026-11-05T00:00:00.000Z',
    '2026-11-07T00:00:00.000Z',
  ]);
});

test.each([
  ['6h', 'UTC', '2026-05-01T01:30:00Z', '2026-05-01T14:00:00Z', ['05-01T01:30', '05-01T07:30', '05-01T13:30']],
  ['5m', 'UTC', '2026-05-01T01:02:10Z', '2026-05-01T01:10:00Z', ['05-01T01:02', '05-01T01:07']],
  ['2d', 'UTC', '2026-05-01T10:00:00Z', '2026-05-05T10:00:00Z', ['05-01T10:00', '05-03T10:00']],
  ['2w', 'UTC', '2026-12-27T00:00:00Z', '2027-01-10T00:00:00Z', ['12-27T00:00']],
  // Berlin goes to summer time on 29 March, 01:00Z, and back on 25 October, 01:00Z: 10:00 is 09:00Z, 08:00Z and 09:00Z again.
  ['2d', 'Europe/Berlin', '2026-03-28T09:00:00Z', '2026-04-01T08:00:00Z', ['03-28T09:00', '03-30T08:00']],
  ['2d', 'Europe/Berlin', '2026-10-24T08:00:00Z', '2026-10-28T09:00:00Z', ['10-24T08:00', '10-26T09:00']],
  ['30h', 'Europe/Berlin', '2026-03-28T09:00:00Z', '2026-03-30T08:00:00Z', ['03-28T09:00', '03-29T15:00']],
  // 02:30 is skipped on the 29th, where 03:30 stands for it, and comes twice on 25 October, where the first counts.
  [
    '2d',
    'Europe/Berlin',
    '2026-03-27T01:30:00Z',
    '2026-04-01T00:00:00Z',
    ['03-27T01:30', '03-29T01:30', '03-31T00:30'],
  ],
  [
    '2d',
    'Europe/Berlin',
    '2026-10-23T00:30:00Z',
    '2026-10-28T00:00:00Z',
    ['10-23T00:30', '10-25T00:30', '10-27T01:30'],
  ],
  // A month without a 31st ends with its last day.
  ['3M', 'UTC', '2026-01-31T10:00:00Z', '2026-08-01T00:00:00Z', ['01-31T10:00', '04-30T10:00', '07-31T10:00']],
])('%s in %s are counted from %s on', (interval, zone, from, to, expected) => {
  const { buckets } = planBuckets(range(from, to), interval, zone, 'monday');
  expect(buckets.map(({ start }) => iso(start).slice(5, 16))).toEqual(expected);
  expect(buckets.slice(1).map(({ start }) => start)).toEqual(buckets.slice(0, -1).map(({ end }) => end));
});

test('the interval before the first is as long by the clock, or the calendar’s', () => {
  const first = (interval: string, from: string, zone = 'UTC') => {
    const { plan } = withPrevious(range(from, '2026-06-01T00:00:00Z'), interval, zone, 'monday');
    return plan.buckets.slice(0, 2).map(({ start }) => iso(start).slice(5, 16));
  };
  expect(first('2d', '2026-05-01T10:00:00Z')).toEqual(['04-29T10:00', '05-01T10:00']);
  expect(first('2d', '2026-03-30T08:00:00Z', 'Europe/Berlin')).toEqual(['03-28T09:00', '03-30T08:00']);
  // Two months before the 30th of April is the last of February, from which two months on would be the 28th.
  expect(first('2M', '2026-04-30T00:00:00Z')).toEqual(['02-28T00:00', '04-30T00:00']);
  expect(first('1d', '2026-05-01T10:00:00Z')).toEqual(['04-30T00:00', '05-01T00:00']);
});

test('a range that has not begun has no interval, and none before it', () => {
  const now = at('2026-05-01T10:00:00Z');
  const future = { from: now, to: now, asOf: now };
  expect(withPrevious(future, '1d', 'UTC', 'monday')).toMatchObject({ plan: { buckets: [] }, range: future });
});

test('a hundred years by the minute are refused', () => {
  const ask = () => planBuckets(range('1970-01-01T00:00:00Z', '2029-01-01T00:00:00Z'), '1m', 'UTC', 'monday');
  expect(ask).toThrow(/longer interval/);
  expect(defaultInterval(range('2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z'))).toBe('1d');
});
