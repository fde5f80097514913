import { expect, it } from 'vitest';
import { EncodedEvents } from './encoded-events';
import { BlockClock, blocksOf } from './split-blocks';
import { testEvent } from './test-event';

const at = (time: string, changes: object = {}) => testEvent({ time: Date.parse(time), ...changes });

/** Of each line: when it was received, and the event's time and name. */
function read(lines: Buffer): unknown[] {
  const rows = lines.toString().trimEnd().split('\n');
  return rows.map((row) => {
    const [received, , , time, , name] = JSON.parse(row) as unknown[];
    return [received, new Date(Number(time)).toISOString(), name];
  });
}

it('splits by month in UTC, over all requests', () => {
  const requests = [
    [at('2026-10-31T23:59:59.999Z'), at('2026-11-01T00:00:00.000Z'), at('2026-10-01T00:00:00.000Z')],
    [at('2026-10-15T12:00:00.000Z')],
  ].map((events) => new EncodedEvents(events));
  const blocks = blocksOf(requests, new Set(requests.flatMap(({ keys }) => keys)), new BlockClock());
  expect(blocks.map(({ events }) => events.length)).toEqual([3, 1]);
  const [october, november] = blocks;
  expect(read(october!.lines)).toEqual([
    [october!.received, '2026-10-31T23:59:59.999Z', 'pageview'],
    [october!.received, '2026-10-01T00:00:00.000Z', 'pageview'],
    [october!.received, '2026-10-15T12:00:00.000Z', 'pageview'],
  ]);
  expect(read(november!.lines)).toEqual([[november!.received, '2026-11-01T00:00:00.000Z', 'pageview']]);
});

it('leaves out what is not wanted, whatever the events hold', () => {
  const names = ['a', 'line\nfeed', 'ключ 🗝', '', '"]\n['];
  const request = new EncodedEvents(names.map((name) => at('2026-11-01T00:00:00.000Z', { name })));
  for (let left = 0; left < names.length; left++) {
    const wanted = new Set(request.keys.filter((_, i) => i !== left));
    const [block, ...others] = blocksOf([request], wanted, new BlockClock());
    expect(others).toEqual([]);
    expect(block!.events).toEqual(request.keys.filter((_, i) => i !== left));
    expect(read(block!.lines).map((row) => (row as unknown[])[2])).toEqual(names.filter((_, i) => i !== left));
  }
  expect(blocksOf([request], new Set(), new BlockClock())).toEqual([]);
});

it('never gives the same time to two blocks', () => {
  const clock = new BlockClock();
  expect(new Set(Array.from({ length: 50 }, () => clock.next())).size).toBe(50);
});
