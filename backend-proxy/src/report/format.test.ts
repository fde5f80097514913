import { describe, expect, it } from 'vitest';
import { formatAge, formatChange, formatDuration, formatNumber, formatTick, formatWindow } from './format';
import { bucketFormat, momentFormat } from './time-format';

/** With plain spaces, to be read. */
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('numbers', () => {
  it.each([
    [0, undefined, '0'],
    [1234, 'short', '1,234'],
    [2.345, 'short', '2.3'],
    [12.34, 'percent', '12.3 %'],
    [12, 'percent', '12.0 %'],
    [125, 's', '2 m 05 s'],
  ])('%d in %s is %s', (value, unit, text) => expect(plain(formatNumber(value, unit))).toBe(text));

  it('are short on an axis', () => {
    expect([formatTick(1200), formatTick(10, 'percent'), formatTick(120, 's')].map(plain)).toEqual([
      '1.2K',
      '10 %',
      '2 m 00 s',
    ]);
  });

  it('say how much they changed, not in which direction', () => expect(plain(formatChange(-1234))).toBe('1,234 %'));
});

it.each([
  [0, '0 s'],
  [0.44, '0.4 s'],
  [9.97, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 m 00 s'],
  [3599.6, '1 h 00 m'],
  [3725, '1 h 02 m'],
  [86_399, '1 d 00 h'],
  [327_600, '3 d 19 h'],
])('%d seconds are %s', (seconds, text) => expect(plain(formatDuration(seconds))).toBe(text));

it.each([
  [-5, '0 seconds ago'],
  [1000, '1 second ago'],
  [59_000, '59 seconds ago'],
  [3_600_000, '1 hour ago'],
  [200_000_000, '2 days ago'],
])('%d ms back is %s', (ms, text) => expect(formatAge(ms)).toBe(text));

it('says a window in words', () =>
  expect(['1d', '30d', '2w'].map((w) => plain(formatWindow(w)))).toEqual(['1 day', '30 days', '2 weeks']));

describe('times', () => {
  const moment = Date.UTC(2026, 10, 24, 23, 30);
  it('are those of the zone', () => {
    expect(momentFormat('UTC')(moment)).toBe('24 Nov 2026, 23:30');
    expect(momentFormat('Europe/Berlin')(moment)).toBe('25 Nov 2026, 00:30');
  });

  it.each([
    ['5m', 3_600_000, '23:30'],
    ['1h', 2 * 86_400_000, '24 Nov, 23:30'],
    ['1d', 7 * 86_400_000, '24 Nov'],
    ['1M', 900 * 86_400_000, 'Nov 2026'],
  ])('a bucket of %s in %d ms is called %s', (interval, range, text) =>
    expect(bucketFormat(interval, 'UTC', range)(moment)).toBe(text)
  );
});
