import { expect, it } from 'vitest';
import { VisitorIds, type DailySalts } from './visitor-id';

const MINUTE = 60_000;
const MIDNIGHT = Date.parse('2026-11-24T00:00:00.000Z');
const first: DailySalts = { current: Buffer.from('monday') };
const second: DailySalts = { current: Buffer.from('tuesday'), previous: Buffer.from('monday') };
const third: DailySalts = { current: Buffer.from('wednesday'), previous: Buffer.from('tuesday') };
const ann = { ip: '192.0.2.1', userAgent: 'a' };
const bob = { ip: '192.0.2.2', userAgent: 'a' };

it('keeps the id of a visit that crosses midnight, for as long as no gap is over 30 minutes', () => {
  const ids = new VisitorIds();
  const before = ids.idOf('s', ann, first, MIDNIGHT - 10 * MINUTE);
  expect(ids.idOf('s', ann, second, MIDNIGHT + 20 * MINUTE)).toBe(before);
  expect(ids.idOf('s', ann, second, MIDNIGHT + 50 * MINUTE)).toBe(before);
  const after = ids.idOf('s', ann, second, MIDNIGHT + 81 * MINUTE);
  expect(after).not.toBe(before);
  expect(ids.idOf('s', ann, second, MIDNIGHT + 82 * MINUTE)).toBe(after);
});

it('gives a new id after midnight to who was away for more than 30 minutes, and to others', () => {
  const ids = new VisitorIds();
  const before = ids.idOf('s', ann, first, MIDNIGHT - 10 * MINUTE);
  expect(ids.idOf('s', bob, second, MIDNIGHT)).not.toBe(before);
  expect(ids.idOf('other', ann, second, MIDNIGHT)).not.toBe(before);
  expect(ids.idOf('s', ann, second, MIDNIGHT + 20 * MINUTE + 1)).not.toBe(before);
});

it('cannot be linked from day to day', () => {
  const ids = new VisitorIds();
  const days = [first, second, third].map((salts, day) => ids.idOf('s', ann, salts, MIDNIGHT + day * 1440 * MINUTE));
  expect(new Set(days).size).toBe(3);
});
