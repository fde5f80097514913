import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../test/ask';
import { startTestStore, type TestStore } from '../../test/engine';
import { load } from '../../test/events';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

/** The midnights that begin and end the day before a change of the clock, the day of it, and the day after. */
const CHANGES = [
  ['forward in New York', 'America/New_York', '03-07T05:00', '03-08T05:00', '03-09T04:00', '03-10T04:00'],
  ['back in New York', 'America/New_York', '10-31T04:00', '11-01T04:00', '11-02T05:00', '11-03T05:00'],
  ['forward in Lord Howe', 'Australia/Lord_Howe', '10-02T13:30', '10-03T13:30', '10-04T13:00', '10-05T13:00'],
  ['back in Lord Howe', 'Australia/Lord_Howe', '04-03T13:00', '04-04T13:00', '04-05T13:30', '04-06T13:30'],
] as const;

const FEATURES = [{ name: 'Deploy', match: { events: ['Deploy'] } }];

describe.each(CHANGES)('over the change of the clock %s', (title, timezone, ...midnights) => {
  const [first, change, after, end] = midnights.map((text) => Date.parse(`2026-${text}:00Z`)) as [
    ...[number, number, number],
    number,
  ];
  const days = [first, change, after];
  const range = { from: first, to: end };

  // All at the very beginning or end of a day.
  beforeAll(() =>
    load(
      engine.store,
      [
        { user_id: 'eve', name: 'Deploy', time: first - 1000 },
        { user_id: 'dan', time: first },
        { user_id: 'ana', name: 'Deploy', time: change - 1000 },
        { user_id: 'bob', time: change },
        { user_id: 'ana', name: 'Deploy', time: after - 1000 },
        { user_id: 'bob', time: after },
      ].map((event) => ({ ...event, workspace: title }))
    )
  );
  const answered = (query: object) =>
    ask(engine.store, { v: 1, range, timezone, ...query } as QueryInput, {
      workspace: title,
      features: FEATURES,
    });
  const of = async (query: object, frame = 0) => columns(await answered(query), frame);
  const byDay = (query: object, frame = 0) => of({ interval: '1d', ...query }, frame);

  test('trends', async () => {
    const names = ['events', 'unique_visitors', 'sessions', 'dau', 'wau'];
    expect(await byDay({ kind: 'trends', measures: names.map((measure) => ({ measure })) })).toEqual({
      time: days,
      events: [2, 2, 1],
      unique_visitors: [2, 2, 1], // dan and ana; bob and ana; bob
      sessions: [2, 2, 1],
      dau: [2, 2, 1],
      wau: [3, 4, 4], // and eve of the day before
    });
  });

  test('what is held against the day before', async () => {
    const asked = { range: { from: change, to: after }, measures: [{ measure: 'events' }] };
    expect(await of({ kind: 'top', property: 'event.name', compare: 'previous', ...asked })).toMatchObject({
      'event.name': ['Deploy', 'pageview'],
      events: [1, 1],
      events_previous: [1, 1], // ana and dan, not eve
    });
    expect(await of({ kind: 'movers', properties: ['event.name'], ...asked })).toMatchObject({
      value: ['Deploy', 'pageview'],
      current: [1, 1],
      previous: [1, 1],
    });
  });

  test('lifecycle', async () => {
    expect(await byDay({ kind: 'lifecycle' })).toEqual({
      time: days,
      new: [2, 1, 0],
      returning: [0, 1, 1], // ana; bob
      resurrecting: [0, 0, 0],
      dormant: [-1, -1, -1], // eve; dan; ana
    });
  });

  test('retention', async () => {
    const { time, ...cohorts } = await byDay({ kind: 'retention' });
    expect(time).toEqual(days);
    expect(Object.values(cohorts)).toEqual([
      [2, 1, 0], // ana and dan; bob
      [2, 1, 0],
      [1, 1, null], // ana; bob
      [0, null, null],
    ]);
  });

  test('stickiness', async () => {
    expect(await byDay({ kind: 'stickiness' })).toMatchObject({ intervals: [1, 2, 3], people: [1, 2, 0] }); // dan; ana and bob
  });

  test('adoption over time', async () => {
    expect(await byDay({ kind: 'adoption', view: 'over_time' })).toMatchObject({
      time: days,
      'adoption_rate{Deploy}': [50, 50, 0],
    });
  });

  test('segments over time, and the flows between two midnights', async () => {
    expect(await byDay({ kind: 'segments' }, 2)).toMatchObject({ time: days, 'New Users': [3, 4, 4] });
    expect(await of({ kind: 'flows', range: { from: change, to: after } })).toMatchObject({
      from: ['None', 'New Users'],
      to: ['New Users', 'New Users'],
      people: [1, 3], // bob; eve, dan and ana
    });
  });
});

test('trends by the hour, one of which is half an hour long in Lord Howe', async () => {
  // 02:00 (+11) becomes 01:30 (+10:30) at 15:00Z.
  const times = ['14:59:59', '15:00:00', '15:29:59', '15:30:00', '16:29:59'];
  await load(
    engine.store,
    times.map((time) => ({ time: `2026-04-04T${time}Z`, user_id: 'ana', workspace: 'hours' }))
  );
  const hours = async (from: string) =>
    columns(
      await ask(
        engine.store,
        {
          v: 1,
          kind: 'trends',
          measures: [{ measure: 'events' }],
          interval: '1h',
          timezone: 'Australia/Lord_Howe',
          range: { from: `2026-04-04T${from}:00Z`, to: '2026-04-04T16:30:00Z' },
        },
        { workspace: 'hours' }
      )
    );
  const at = (...starts: string[]) => starts.map((start) => Date.parse(`2026-04-04T${start}:00Z`));
  expect(await hours('14:00')).toEqual({ time: at('14:00', '15:00', '15:30'), events: [1, 2, 2] });
  // Of a range that begins after the change the first hour does not begin before it.
  expect(await hours('15:10')).toEqual({ time: at('15:00', '15:30'), events: [1, 2] });
});
