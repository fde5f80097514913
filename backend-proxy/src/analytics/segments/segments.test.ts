import type { Feature, QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const FEATURES: Feature[] = ['Deploy', 'Docs', 'Build', 'Watch'].map((name) => ({ name, match: { events: [name] } }));
/** Segments at the start of Monday. */
const atMonday: Extract<QueryInput, { kind: 'segments' }> = {
  v: 1,
  kind: 'segments',
  range: { from: day(-7), to: day(0) },
};

let runs = 0;
async function asked(events: TestEvent[], query: object = {}, features = FEATURES) {
  const workspace = `segments${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answered = await ask(engine.store, { ...atMonday, ...query }, { workspace, features });
  return {
    table: columns(answered),
    total: columns(answered, 1)['people'],
    overTime: () => columns(answered, 2),
    notices: answered.meta.notices.map(({ code }) => code),
  };
}

/** Page views of a user, so many days (before Monday where negative) and hours after midnight. */
const on = (user: string, days: number[], name = 'pageview') => days.map((d) => at(24 * d, { user_id: user, name }));
/** 41 sessions in the 20 days before Monday, two hours apart. */
const often = (user: string) => Array.from({ length: 41 }, (_, i) => at(-2 * (i + 1) - 200, { user_id: user }));

describe('by hand', () => {
  test('the four segments, what their people are like, and all of them', async () => {
    const { table, total } = await asked([
      // Not seen since 15 days before.
      ...on('ana', [-60, -15]),
      // New since Friday, uses one of the four features.
      ...on('bob', [-3, -2]),
      ...on('bob', [-1], 'Deploy'),
      // Long there, 41 sessions in four weeks: over ten a week; four features.
      ...on('cy', [-40]),
      ...often('cy'),
      ...FEATURES.map(({ name }) => at(-202, { user_id: 'cy', name })),
      // As often, but with three features: regular.
      ...on('dan', [-40]),
      ...often('dan'),
      ...FEATURES.slice(1).map(({ name }) => at(-202, { user_id: 'dan', name })),
      // Not active in the 90 days before, and only a ping since.
      ...on('eve', [-91]),
      at(-24, { user_id: 'eve', name: 'engagement', interactive: false }),
    ]);
    // Cy and dan: last session 202 hours ago, 41 sessions from 202 to 282 hours before, on 5 days (27, 26, 25, 24, 23 February … by
    // the hour: 202 h is 21 Feb 14:00, 282 h is 18 Feb 06:00: 18, 19, 20, 21 February).
    const recency = 1 - 202 / 24 / 28;
    expect(table).toEqual({
      segment: ['At Risk', 'New Users', 'Power Users', 'Regular Users'],
      people: [1, 1, 1, 1],
      share: [25, 25, 25, 25],
      engagement: [
        expect.closeTo((10 / 3) * (1 / 20 + 0 + (1 - 15 / 28)), 9),
        expect.closeTo((10 / 3) * (3 / 20 + Math.sqrt(1 / 4) + (1 - 1 / 28)), 9),
        expect.closeTo((10 / 3) * (4 / 20 + 1 + recency), 9),
        expect.closeTo((10 / 3) * (4 / 20 + Math.sqrt(3 / 4) + recency), 9),
      ],
      weekly_sessions: [1 / 4, 3 / 4, 41 / 4, 41 / 4],
      features_used: [0, 1, 4, 3],
      days_since_seen: [15, 1, expect.closeTo(202 / 24, 9), expect.closeTo(202 / 24, 9)],
    });
    expect(total).toEqual([4]);
  });
});
