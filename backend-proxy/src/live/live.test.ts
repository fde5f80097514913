import type { Answer } from '@fawkes/contract';
import { describe, expect, test, vi } from 'vitest';
import { Changes } from '../answer/cache/changes';
import { Problem } from '../problem';
import { createLive, type Live, type Watching } from './live';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;
const NEVER = new AbortController().signal;
const PATIENCE_MS = 60_000;
const trends = { v: 1, kind: 'trends', live: true, range: { last: '1h' }, measures: [{ measure: 'events' }] };

/** A number that stands in for the data, and what was asked of it. */
function desk(most?: { inAll: number; ofWorkspace: number }) {
  const changes = new Changes();
  const asked: Array<{ workspace: string; query: unknown; signal: AbortSignal }> = [];
  const data = { number: 0, error: undefined as Error | undefined, gate: Promise.resolve() };
  const live = createLive({
    changes,
    now: () => NOW,
    rhythm: { pauseMs: 1, tickMs: 1_000_000 },
    ...(most === undefined ? {} : { most }),
    async ask(workspace, query, signal) {
      asked.push({ workspace, query, signal: signal as AbortSignal });
      const { number, error } = data;
      await data.gate;
      if (error) {
        throw error;
      }
      return { frames: [{ data: { values: [[number]] } }], meta: { notices: [] } } as unknown as Answer;
    },
  });
  const event = (workspace: string) => changes.events([{ workspace, time: NOW }]);
  return { live, asked, data, changes, event };
}

/** The next state of a viewer, as its number and value. */
async function next(watching: Watching, seen = 0) {
  const state = await watching.after(seen, NEVER, PATIENCE_MS);
  return state && [state.number, state.error?.message ?? state.answer?.frames[0]?.data.values[0]?.[0]];
}

describe('a question that is watched', () => {
  test('is answered at once, and anew when events came into its workspace', async () => {
    const { live, data, event } = desk();
    const watching = live.watch('a', trends);
    expect(await next(watching)).toEqual([1, 0]);
    data.number = 7;
    event('a');
    expect(await next(watching, 1)).toEqual([2, 7]);
    watching.leave();
  });

  test('is not asked again for another workspace’s events, but for what may be anybody’s', async () => {
    const { live, asked, data, changes, event } = desk();
    const [ours, theirs] = [live.watch('a', trends), live.watch('b', trends)];
    await Promise.all([next(ours), next(theirs)]);
    data.number = 1;
    event('b');
    expect(await next(theirs, 1)).toEqual([2, 1]);
    expect(asked.map(({ workspace }) => workspace)).toEqual(['a', 'b', 'b']);
    changes.anything();
    expect(await next(ours, 1)).toEqual([2, 1]);
    ours.leave();
    theirs.leave();
  });

  test('is asked once for all who watch it, whoever came when', async () => {
    const { live, asked, data, event } = desk();
    const length = (to: number) => ({ ...trends, range: { from: to - HOUR, to } });
    const early = live.watch('a', length(NOW - 5 * HOUR));
    expect(await next(early)).toEqual([1, 0]);
    const late = live.watch('a', { ...length(NOW - 7), refId: 'B' });
    expect(await next(late)).toEqual([1, 0]);
    data.number = 3;
    event('a');
    expect(await Promise.all([next(early, 1), next(late, 1)])).toEqual([
      [2, 3],
      [2, 3],
    ]);
    expect(asked).toHaveLength(2);
    early.leave();
    late.leave();
  });

  test('has a change that came while it was asked', async () => {
    const { live, asked, data, event } = desk();
    let open = () => {};
    data.gate = new Promise((resolve) => (open = resolve));
    const watching = live.watch('a', trends);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    data.number = 5;
    event('a');
    open();
    const first = await next(watching);
    expect(first?.[1] === 5 ? first : await next(watching, 1)).toEqual([first?.[1] === 5 ? 1 : 2, 5]);
    watching.leave();
  });

  test('is no news where its window looks as before', async () => {
    const { live, asked, event } = desk();
    const watching = live.watch('a', trends);
    await next(watching);
    event('a');
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(await watching.after(1, NEVER, 20)).toBeUndefined();
    watching.leave();
  });

  test('says what is wrong, and goes on when it is right again', async () => {
    const { live, data, event } = desk();
    const watching = live.watch('a', trends);
    await next(watching);
    data.error = new Problem(503, 'starting', 'Wait.');
    event('a');
    expect(await next(watching, 1)).toEqual([2, 'Wait.']);
    data.error = undefined;
    event('a');
    expect(await next(watching, 2)).toEqual([3, 0]);
    watching.leave();
  });

  test('is given up when the last viewer leaves, in the middle of being asked', async () => {
    const { live, asked, data, event } = desk();
    data.gate = new Promise(() => {});
    const [one, two] = [live.watch('a', trends), live.watch('a', trends)];
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    one.leave();
    one.leave();
    expect(asked[0]?.signal.aborted).toBe(false);
    two.leave();
    expect(asked[0]?.signal.aborted).toBe(true);
    event('a');
    data.gate = Promise.resolve();
    const again = live.watch('a', trends);
    expect(await next(again)).toEqual([1, 0]);
    expect(asked).toHaveLength(2);
    again.leave();
  });

  test('lets its viewers go when the proxy stops, or when they do not wait', async () => {
    const { live } = desk();
    const watching = live.watch('a', trends);
    await next(watching);
    const gone = new AbortController();
    const left = watching.after(1, gone.signal, PATIENCE_MS);
    gone.abort();
    expect(await left).toBeUndefined();
    const stopped = watching.after(1, NEVER, PATIENCE_MS);
    live.stop();
    expect(await stopped).toBeUndefined();
    expect(live.stopping.aborted).toBe(true);
  });
});

describe('its range ends now', () => {
  const rangeOf = async (live: Live, asked: Array<{ query: unknown }>, range: unknown) => {
    const watching = live.watch('a', { ...trends, range });
    await next(watching);
    watching.leave();
    return (asked.at(-1)?.query as { range: unknown }).range;
  };
  test.each([
    ['so many hours', { last: '6h' }, { last: '6h' }],
    ['whole minutes', { from: NOW - 9 * HOUR, to: NOW - 7 * HOUR }, { from: NOW + 1 - 2 * HOUR, to: NOW + 1 }],
    [
      'from a start on',
      { from: '2026-11-24T00:00:00Z', to: NOW - 1234 },
      { from: Date.UTC(2026, 10, 24), to: NOW + 1 },
    ],
  ])('%s', async (_, range, expected) => {
    const { live, asked } = desk();
    const found = (await rangeOf(live, asked, range)) as { from?: string | number };
    expect({ ...found, ...(found.from === undefined ? {} : { from: new Date(found.from).getTime() }) }).toEqual(
      expected
    );
  });
});

test.each([
  ['not said to be watched', { ...trends, live: undefined }, 'not_live'],
  ['as of a moment', { ...trends, asOf: NOW }, 'not_live'],
  ['a later page', { v: 1, kind: 'events', live: true, range: { last: '1h' }, cursor: 'x' }, 'not_live'],
  ['a kind that is not watched', { ...trends, kind: 'top', property: 'site' }, 'bad_query'],
  ['no query', null, 'unknown_kind'],
])('%s is refused', (_, query, code) => {
  expect(() => desk().live.watch('a', query)).toThrow(expect.objectContaining({ status: 400, code }));
});

test('a workspace has its part of the streams, and all together have an end', () => {
  const { live } = desk({ inAll: 3, ofWorkspace: 2 });
  const open = [live.watch('a', trends), live.watch('a', trends)];
  expect(() => live.watch('a', trends)).toThrow(expect.objectContaining({ status: 429, code: 'too_many_streams' }));
  open.push(live.watch('b', trends));
  expect(() => live.watch('b', trends)).toThrow(expect.objectContaining({ status: 503, code: 'too_many_streams' }));
  open.shift()?.leave();
  open.push(live.watch('b', trends));
  open.forEach((watching) => watching.leave());
});
