import type { FunnelDefinition, QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';

let engine: TestStore;
let workspaces = 0;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const step = (name: string) => ({ name, match: { events: [name] } });
const noon = Date.parse('2026-03-02T12:00:00Z');
const MINUTE = 60_000;

/** Each letter is an event of that name by the person, at so many milliseconds after noon. */
function journey(user_id: string, ...steps: Array<[name: string, at: number]>): TestEvent[] {
  return steps.map(([name, at]) => ({ user_id, name, time: noon + at }));
}

async function run(
  events: TestEvent[],
  query: Partial<Extract<QueryInput, { kind: 'funnel' }>>,
  funnels: FunnelDefinition[] = []
) {
  workspaces += 1;
  const workspace = `w${workspaces}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const base = { v: 1, kind: 'funnel', range: { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' } } as const;
  return ask(engine.store, { ...base, ...query }, { workspace, funnels });
}

const abc = { steps: [step('A'), step('B'), step('C')], window: '5m' };

test('steps, rates and times by hand', async () => {
  const answered = await run(
    [
      ...journey('ana', ['A', 0], ['B', MINUTE], ['C', 3 * MINUTE]),
      ...journey('bob', ['A', 0], ['B', 3 * MINUTE]),
      ...journey('cy', ['A', 0]),
      ...journey('dan', ['B', 0], ['C', MINUTE]),
    ],
    abc
  );
  expect(columns(answered)).toMatchObject({
    step_name: ['A', 'B', 'C'],
    users_entered: [3, 3, 2],
    users_completed: [3, 2, 1],
    completion_rate: [100, 200 / 3, 50],
    drop_off_rate: [0, 100 - 200 / 3, 50],
    avg_time_to_next_step: [120, 120, null],
    median_time_to_next_step: [120, 120, null],
    p90_time_to_next_step: [168, 120, null], // 60 + 0.9 * (180 - 60)
  });
  expect(columns(answered, 1)).toMatchObject({
    overall_conversion_rate: [100 / 3],
    total_users: [3],
    completed_users: [1],
    avg_completion_time: [180],
    bottleneck: ['B'],
  });
});

test.each([
  [
    'exactly at the end of the window',
    [
      ['A', 0],
      ['B', 5 * MINUTE],
    ],
    2,
  ],
  [
    'a millisecond after it',
    [
      ['A', 0],
      ['B', 5 * MINUTE + 1],
    ],
    1,
  ],
  [
    'any start can convert',
    [
      ['A', 0],
      ['A', 10 * MINUTE],
      ['B', 11 * MINUTE],
      ['C', 12 * MINUTE],
    ],
    3,
  ],
  [
    'other events may come between',
    [
      ['A', 0],
      ['X', 1],
      ['C', 2],
      ['B', 3],
      ['C', 4],
    ],
    3,
  ],
  [
    'the wrong order',
    [
      ['C', 0],
      ['B', 1],
      ['A', 2],
    ],
    1,
  ],
  [
    'equal times count in the order of the steps',
    [
      ['C', 0],
      ['A', 0],
      ['B', 0],
    ],
    3,
  ],
  [
    'a second start does not lose the first',
    [
      ['A', 0],
      ['B', MINUTE],
      ['A', 2 * MINUTE],
      ['C', 5 * MINUTE],
    ],
    3,
  ],
] as Array<[string, Array<[string, number]>, number]>)('%s', async (_, events, depth) => {
  const completed = columns(await run(journey('ana', ...events), abc)).users_completed;
  expect(completed).toEqual([1, 2, 3].map((k) => (k <= depth ? 1 : 0)));
});

test('the earliest among equal attempts gives the times', async () => {
  const events = journey(
    'ana',
    ['A', 0],
    ['A', MINUTE],
    ['B', 2 * MINUTE],
    ['A', 3 * MINUTE],
    ['B', 3 * MINUTE + 1000]
  );
  expect(columns(await run(events, abc)).avg_time_to_next_step).toEqual([120, null, null]);
});

test('a repeated step needs a further event', async () => {
  const twice = { steps: [step('A'), { name: 'A again', match: { events: ['A'] } }], window: '5m' };
  const events = [
    ...journey('ana', ['A', 0]),
    ...journey('bob', ['A', 0], ['A', 1]),
    ...journey('cy', ['A', 0], ['A', 0]),
  ];
  expect(columns(await run(events, twice)).users_completed).toEqual([3, 2]);
});

test('steps that overlap: one event counts for one step', async () => {
  const steps = [
    { name: 'any page', match: { paths: ['/**'] } },
    { name: 'sign up page', match: { paths: ['/signup'] } },
  ];
  const pages = (user_id: string, ...paths: string[]) => paths.map((path, i) => ({ user_id, path, time: noon + i }));
  const events = [...pages('ana', '/signup'), ...pages('bob', '/', '/signup'), ...pages('cy', '/signup', '/signup')];
  expect(columns(await run(events, { steps, window: '5m' })).users_completed).toEqual([3, 2]);
});

test('an entry is the population of step 1, and the window and the range run from it', async () => {
  const events = [
    ...journey('ana', ['E', 0], ['A', MINUTE], ['B', 5 * MINUTE]),
    ...journey('bob', ['E', 0], ['A', MINUTE], ['B', 6 * MINUTE]), // B within 5 minutes of A, not of E
    ...journey('cy', ['A', 0], ['E', MINUTE]), // step 1 before the entry does not count
    ...journey('dan', ['A', 0], ['B', 1]), // never entered
    ...journey('eve', ['E', -13 * 60 * MINUTE], ['A', -12 * 60 * MINUTE + 1]), // entered the day before
  ];
  const answered = await run(events, { ...abc, steps: abc.steps.slice(0, 2), entry: { events: ['E'] } });
  expect(columns(answered)).toMatchObject({ users_entered: [3, 2], users_completed: [2, 1] });
  expect(columns(answered, 1)).toMatchObject({ total_users: [3], completed_users: [1], avg_completion_time: [240] });
});

test('the entry event itself may be step 1', async () => {
  const answered = await run(journey('ana', ['A', 0]), { ...abc, entry: { events: ['*'] } });
  expect(columns(answered).users_completed).toEqual([1, 0, 0]);
});

test('steps may lie after the range, starts may not', async () => {
  const range = { from: '2026-03-02T12:00:00Z', to: '2026-03-02T12:01:00Z' };
  const events = [
    ...journey('ana', ['A', 0], ['B', 2 * MINUTE]),
    ...journey('bob', ['A', MINUTE], ['B', 2 * MINUTE]),
    ...journey('cy', ['A', -1], ['B', 2]),
  ];
  expect(columns(await run(events, { ...abc, range })).users_completed).toEqual([1, 1, 0]);
});

test('an entry and step 1 of one moment count, and so does a step exactly a window after the entry', async () => {
  const events = [
    ...journey('ana', ['A', 0], ['E', 0], ['B', 5 * MINUTE]),
    ...journey('bob', ['E', 0], ['A', 5 * MINUTE], ['B', 5 * MINUTE + 1]),
    ...journey('cy', ['E', 0], ['A', 5 * MINUTE + 1]),
    // A later entry makes it in time.
    ...journey('dan', ['E', 0], ['E', 2 * MINUTE], ['A', 3 * MINUTE], ['B', 7 * MINUTE]),
  ];
  const answered = await run(events, { ...abc, steps: abc.steps.slice(0, 2), entry: { events: ['E'] } });
  expect(columns(answered)).toMatchObject({
    users_entered: [4, 3],
    users_completed: [3, 2],
    completion_rate: [75, 200 / 3],
    avg_time_to_next_step: [270, null], // ana 300 s, dan 240 s
  });
  expect(columns(answered, 1)).toMatchObject({ overall_conversion_rate: [50], bottleneck: ['A'] });
});

test('the bottleneck is the step that loses most people, not the largest share', async () => {
  const people = (name: string, count: number, steps: string[]) =>
    Array.from({ length: count }, (_, i) =>
      journey(`${name}${i}`, ...steps.map((step, at): [string, number] => [step, at]))
    ).flat();
  const events = [...people('a', 4, ['A']), ...people('b', 3, ['A', 'B']), ...people('c', 1, ['A', 'B', 'C'])];
  expect(columns(await run(events, abc))).toMatchObject({ users_completed: [8, 4, 1], drop_off_rate: [0, 50, 75] });
  expect(columns(await run(events, abc), 1).bottleneck).toEqual(['B']);
});

test('what happened after the moment as of which is asked did not happen yet', async () => {
  const events = journey('ana', ['A', 0], ['B', MINUTE], ['C', 2 * MINUTE]);
  const asOf = noon + 2 * MINUTE;
  expect(columns(await run(events, { ...abc, asOf })).users_completed).toEqual([1, 1, 0]);
  expect(columns(await run(events, { ...abc, asOf: asOf + 1 })).users_completed).toEqual([1, 1, 1]);
});

test('a filter and a site hold for every step', async () => {
  const events = [
    ...journey('ana', ['A', 0], ['B', 1]).map((e) => ({ ...e, browser: 'Firefox' })),
    ...journey('bob', ['A', 0]).map((e) => ({ ...e, browser: 'Firefox' })),
    ...journey('bob', ['B', 1]).map((e) => ({ ...e, browser: 'Chrome' })),
    ...journey('cy', ['A', 0]).map((e) => ({ ...e, browser: 'Firefox', site: 'blog.example' })),
  ];
  const filter = { property: 'device.browser', op: 'eq', value: 'Firefox' } as const;
  const answered = await run(events, { ...abc, filter, site: 'docs.example' });
  expect(columns(answered).users_completed).toEqual([2, 1, 0]);
});

test('a filter on the session chooses the sessions whose events are looked at; a step is an event', async () => {
  const filter = { property: 'session.source', op: 'eq', value: 'Google' } as const;
  const events = [
    ...journey('ana', ['A', 0], ['B', MINUTE]).map((e) => ({ ...e, source: 'Google' })),
    ...journey('bob', ['A', 0], ['B', MINUTE]),
    // The session came from Google, though its second event says nothing of it.
    ...journey('cy', ['A', 0]).map((e) => ({ ...e, source: 'Google' })),
    ...journey('cy', ['B', MINUTE]),
  ];
  expect(columns(await run(events, { ...abc, filter })).users_completed).toEqual([2, 2, 0]);
  const refused = { status: 422, code: 'session_property' };
  await expect(run([], { ...abc, steps: [{ name: 'A', match: { filter } }] })).rejects.toMatchObject(refused);
});

test('a named funnel, and one that does not exist', async () => {
  const defined = { name: 'deployment', description: 'Ships', ...abc };
  const answered = await run(journey('ana', ['A', 0]), { funnel: 'deployment' }, [defined]);
  expect(columns(answered, 1)).toMatchObject({
    funnel_name: ['deployment'],
    description: ['Ships'],
    bottleneck: ['B'],
  });
  await expect(run([], { funnel: 'deploy' }, [defined])).rejects.toMatchObject({ status: 404, code: 'unknown_funnel' });
});

test('a step to which nobody comes has no rate', async () => {
  const answered = await run([...journey('ana', ['A', 0]), ...journey('bob', ['A', 0])], abc);
  expect(columns(answered)).toMatchObject({
    users_entered: [2, 2, 0],
    completion_rate: [100, 0, null], // 2 of 2, 0 of 2, 0 of 0
    drop_off_rate: [0, 100, null],
  });
  expect(columns(answered, 1)).toMatchObject({ overall_conversion_rate: [0] });
});

test('nobody gives zeros, no rates and no times', async () => {
  const answered = await run([], abc);
  expect(columns(answered)).toMatchObject({
    users_completed: [0, 0, 0],
    completion_rate: [null, null, null],
    drop_off_rate: [null, null, null],
  });
  expect(columns(answered, 1)).toMatchObject({
    overall_conversion_rate: [null],
    bottleneck: [null],
    avg_completion_time: [null],
  });
});
