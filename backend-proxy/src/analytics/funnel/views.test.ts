import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { compareValues } from './values';

let engine: TestStore;
let workspaces = 0;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const NOON = Date.parse('2026-03-02T12:00:00Z');
const SECOND = 1000;
const step = (name: string) => ({ name, match: { events: [name] } });
const ab = { steps: [step('A'), step('B')], window: '1h' };
type Funnel = Partial<Extract<QueryInput, { kind: 'funnel' }>>;

async function stored(events: TestEvent[]): Promise<string> {
  workspaces += 1;
  const workspace = `views${workspaces}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  return workspace;
}

async function run(events: TestEvent[], funnel: Funnel) {
  const range = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' };
  return ask(engine.store, { v: 1, kind: 'funnel', range, ...ab, ...funnel } as QueryInput, {
    workspace: await stored(events),
  });
}

const did = (user_id: string, name: string, seconds: number, changes: Partial<TestEvent> = {}): TestEvent => ({
  ...{ user_id, name, time: NOON + seconds * SECOND },
  ...changes,
});
const on = (browser: string) => ({ browser });

describe('breakdown', () => {
  const events = [
    ...[did('ana', 'A', 0, on('Firefox')), did('ana', 'B', 1, on('Chrome'))],
    ...[did('bob', 'A', 0, on('Firefox')), did('cy', 'A', 0, on('Chrome')), did('cy', 'B', 9, on('Chrome'))],
    did('dan', 'A', 0, on('Safari')),
  ];
  const by = (more: object = {}) => ({ breakdown: { property: 'device.browser' as const, ...more } });

  test('by the value at the start; values of one size in the order of their text', async () => {
    const answered = await run(events, by());
    expect(columns(answered).users_completed).toEqual([4, 2]);
    expect(columns(answered, 2)).toMatchObject({
      'device.browser': ['Firefox', 'Chrome', 'Safari'],
      users_entered: [2, 1, 1],
      users_completed: [1, 1, 0],
      conversion_rate: [50, 100, 0],
      avg_completion_time: [1, 9, null],
      p_value: [null, null, null],
      verdict: [null, null, null],
    });
    expect(columns(answered, 3)).toMatchObject({
      'device.browser': ['Firefox', 'Firefox', 'Chrome', 'Chrome', 'Safari', 'Safari'],
      step_number: [1, 2, 1, 2, 1, 2],
      users_completed: [2, 1, 1, 1, 1, 0],
      median_time_to_next_step: [1, null, 9, null, null, null],
    });
  });

  test('by the value at the last step reached, or at a step that some do not come to', async () => {
    expect(columns(await run(events, by({ at: 'last' })), 2)).toMatchObject({
      'device.browser': ['Chrome', 'Firefox', 'Safari'],
      users_entered: [2, 1, 1],
    });
    expect(columns(await run(events, by({ at: 2 })), 2)).toMatchObject({
      'device.browser': ['(none)', 'Chrome'],
      users_entered: [2, 2],
    });
  });

  test('beyond the limit the others are one, and the answer says so', async () => {
    const answered = await run(events, by({ limit: 1 }));
    expect(columns(answered, 2)).toMatchObject({
      'device.browser': ['Firefox', 'Other'],
      users_entered: [2, 2],
      users_completed: [1, 1],
    });
    // The median of 9 s alone, put together from two values.
    expect(columns(answered, 2)['avg_completion_time']).toEqual([1, 9]);
    expect(answered.meta.cut).toEqual({ what: 'device.browser', shown: 1, total: 3 });
  });

  test('by a trait, and by a property of the session', async () => {
    const known = [...events.slice(0, 3), did('ana', 'identify', -60, { traits: { plan: 'pro' }, interactive: false })];
    const traits = await run(known, { breakdown: { property: 'person.plan' } });
    expect(columns(traits, 2)).toMatchObject({ 'person.plan': ['(none)', 'pro'], users_entered: [1, 1] });
    const sources = await run(
      events.map((e, i) => ({ ...e, source: i === 0 ? 'News' : 'Direct' })),
      { breakdown: { property: 'session.source' } }
    );
    expect(columns(sources, 2)).toMatchObject({ 'session.source': ['Direct', 'News'], users_entered: [3, 1] });
  });

  test('a step that the funnel does not have', async () => {
    await expect(run([], by({ at: 3 }))).rejects.toMatchObject({ status: 400 });
  });

  test('what differs: each value against the others, corrected by Holm; too few say nothing', () => {
    // Against the others: 30/100 and 40/200 have z 1.9304 (p 0.0536), 20/100 and 50/200 have z -0.9652 (p 0.3344).
    const compared = compareValues([
      { value: 'a', entered: 100, completed: 30 },
      { value: 'b', entered: 100, completed: 20 },
      { value: 'c', entered: 100, completed: 20 },
    ]);
    expect(compared.map(({ p }) => p)).toEqual([
      expect.closeTo(3 * 0.05356, 3),
      expect.closeTo(2 * 0.33443, 3),
      expect.closeTo(2 * 0.33443, 3),
    ]);
    expect(compared[0]?.verdict).toBe('no clear difference');
    const clear = compareValues([
      { value: 'a', entered: 100, completed: 60 },
      { value: 'b', entered: 100, completed: 20 },
      { value: 'c', entered: 29, completed: 29 },
    ]);
    expect(clear.map(({ verdict }) => verdict)).toEqual(['higher', 'lower', null]);
  });
});

describe('trend', () => {
  const dayOf = (timezone: string, range: [string, string], starts: string[], more: object = {}) => {
    const events = starts.map((time, i) => ({ user_id: `u${i}`, name: 'A', time }));
    const converting = events.slice(0, 1).map((e) => ({ ...e, name: 'B', time: Date.parse(e.time) + 1000 }));
    const funnel = { view: 'trend', interval: '1d', timezone, range: { from: range[0], to: range[1] }, ...more };
    return run([...events, ...converting], funnel as Funnel);
  };

  test('in days of New York, on one of which the clock goes forward', async () => {
    // 8 March has 23 hours: it ends at 04:00 UTC of the 9th.
    const range: [string, string] = ['2026-03-07T05:00:00Z', '2026-03-10T04:00:00Z'];
    const trend = columns(
      await dayOf('America/New_York', range, [
        '2026-03-08T04:59:59Z',
        '2026-03-08T05:00:00Z',
        '2026-03-09T03:59:59Z',
        '2026-03-09T04:00:00Z',
      ])
    );
    expect(trend).toMatchObject({
      time: [range[0], '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'].map((t) => Date.parse(t)),
      users_entered: [1, 2, 1],
      users_completed: [1, 0, 0],
      conversion_rate: [100, 0, 0],
    });
  });

  test('in days of Lord Howe, where it goes back by half an hour', async () => {
    // From UTC+11 to UTC+10:30 on 5 April 2026: the day starts at 13:00 UTC and ends at 13:30.
    const range: [string, string] = ['2026-04-04T13:00:00Z', '2026-04-06T13:30:00Z'];
    const trend = columns(await dayOf('Australia/Lord_Howe', range, ['2026-04-05T13:29:59Z', '2026-04-05T13:30:00Z']));
    expect(trend).toMatchObject({
      time: [range[0], '2026-04-05T13:30:00Z'].map((t) => Date.parse(t)),
      users_entered: [1, 1],
    });
  });

  test('each person once, where the best attempt starts; buckets without anybody have no rate', async () => {
    const events = [
      did('ana', 'A', 0),
      did('ana', 'A', 3600),
      did('ana', 'B', 3601),
      did('bob', 'A', 0),
      did('bob', 'A', 7200),
    ];
    const range = { from: NOON, to: NOON + 4 * 3600 * SECOND };
    expect(columns(await run(events, { view: 'trend', interval: '1h', range, window: '5m' }))).toMatchObject({
      users_entered: [1, 1, 0, 0],
      users_completed: [0, 1, 0, 0],
      conversion_rate: [0, 100, null, null],
      drop_off_rate: [100, 0, null, null],
    });
  });

  test('a bucket whose window is not over is marked', async () => {
    const range = { from: NOON, to: NOON + 3 * 3600 * SECOND };
    const at = (hours: number) => new Date(NOON + hours * 3600 * SECOND).toISOString();
    const marked = async (asOf: number) => {
      const answered = await run([], { view: 'trend', interval: '1h', range, window: '2h', asOf } as Funnel);
      return (answered.frames[0]?.schema.meta?.['custom'] as { incomplete: string[] }).incomplete;
    };
    // The window of whoever starts in the last millisecond before 13:00 ends just before 15:00.
    expect(await marked(NOON + 3 * 3600 * SECOND)).toEqual([at(1), at(2)]);
    expect(await marked(NOON + 4 * 3600 * SECOND)).toEqual([at(2)]);
    expect(await marked(NOON + 5 * 3600 * SECOND)).toEqual([]);
  });

  test('split by value, the largest first', async () => {
    const events = [
      did('ana', 'A', 0, on('Firefox')),
      did('bob', 'A', 0, on('Chrome')),
      did('bob', 'B', 1),
      did('cy', 'A', 0, on('Chrome')),
    ];
    const range = { from: NOON, to: NOON + 3600 * SECOND };
    const answered = await run(events, {
      view: 'trend',
      interval: '1h',
      range,
      breakdown: { property: 'device.browser', limit: 1 },
    });
    expect(columns(answered)).toMatchObject({
      'users_entered{Chrome}': [2],
      'conversion_rate{Chrome}': [50],
      'users_entered{Other}': [1],
    });
    expect(answered.meta.cut).toEqual({ what: 'device.browser', shown: 1, total: 2 });
  });
});

describe('time to convert', () => {
  const after = (...seconds: number[]) => seconds.flatMap((s, i) => [did(`u${i}`, 'A', 0), did(`u${i}`, 'B', s)]);
  const view = { view: 'time_to_convert' } as const;

  test('8 people have 2 bins of half the span, and one for the longest', async () => {
    // k = 2 since 2^3 = 8; w = ceil((21 - 1) / 2) = 10: [1, 11), [11, 21), [21, 31)
    expect(columns(await run(after(1, 2, 3, 10, 11, 12, 20, 21), view))).toEqual({
      from: [1, 11, 21],
      to: [11, 21, 31],
      people: [4, 3, 1],
      share: [50, 37.5, 12.5],
    });
    expect(columns(await run(after(1, 2, 3, 10, 11, 12, 20, 21), view), 1)).toEqual({
      xMin: [1, 11, 21],
      xMax: [11, 21, 31],
      people: [4, 3, 1],
    });
  });

  test('as many bins as asked, at least a second wide', async () => {
    // w = ceil(2 / 4) = 1
    expect(columns(await run(after(1, 3), { ...view, bins: 4 }))).toMatchObject({
      from: [1, 2, 3, 4, 5],
      people: [1, 0, 1, 0, 0],
    });
    // ceil(2.5 s / 2) = 2: [0.5, 2.5), [2.5, 4.5), [4.5, 6.5)
    expect(columns(await run(after(0.5, 3), { ...view, bins: 2 }))).toMatchObject({
      from: [0.5, 2.5, 4.5],
      people: [1, 1, 0],
    });
  });

  test('one person, and nobody', async () => {
    expect(columns(await run(after(7), view))).toMatchObject({ from: [7, 8], to: [8, 9], people: [1, 0] });
    expect(columns(await run([did('ana', 'A', 0)], view))).toMatchObject({ from: [], people: [] });
  });

  test('9 people have 3 bins, since 2^3 is less', async () => {
    expect(columns(await run(after(0, 1, 2, 3, 4, 5, 6, 7, 9), view))).toMatchObject({
      from: [0, 3, 6, 9],
      people: [3, 3, 2, 1],
    });
  });
});

test('what goes with converting: odds with 1 added, between the start and the conversion or the end of the window', async () => {
  const events = [
    ...['u1', 'u2', 'u3'].flatMap((who) => [
      did(who, 'A', 0),
      did(who, 'Docs', 1),
      did(who, 'B', 2),
      did(who, 'Late', 3),
    ]),
    ...['u4', 'u5'].flatMap((who) => [did(who, 'Early', -1), did(who, 'A', 0), did(who, 'Late', 3600)]),
    ...[did('u5', 'Docs', 5), did('u5', 'Beyond', 3601)],
  ];
  const answered = await run(events, { view: 'correlation' });
  // Docs: 3 of 3 who convert, 1 of 2 who do not: (3+1)(1+1) / ((0+1)(1+1)) = 4. Late: 0 of 3, 2 of 2: (0+1)(0+1) / ((3+1)(2+1)) = 1/12.
  expect(columns(answered)).toMatchObject({
    property: ['Event', 'Event'],
    value: ['Late', 'Docs'],
    converted: [0, 3],
    dropped: [2, 1],
    odds_ratio: [expect.closeTo(1 / 12, 12), 4],
    // z = 2.2361 (p 0.0253) and 1.3693 (p 0.1709); Holm: times 2 and 1.
    p_value: [expect.closeTo(0.0507, 3), expect.closeTo(0.1709, 3)],
  });
  expect(answered.frames[0]?.schema.meta?.['custom']).toMatchObject({ converted: 3, dropped: 2 });
  const browsers = await run(
    events.map((e) => ({ ...e, browser: e.user_id === 'u4' ? 'Safari' : 'Firefox' })),
    { view: 'correlation', properties: ['device.browser'], limit: 3 }
  );
  expect(columns(browsers)['value']).toContain('Firefox');
  expect(browsers.meta.cut).toEqual({ what: 'correlation', shown: 3, total: 4 });
});
