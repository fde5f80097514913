import type { QueryInput, Segment } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(
    engine.store,
    EVENTS.map((e) => ({ ...e, workspace: 'overlap' }))
  );
});
afterAll(() => engine.stop());

const on = (user: string, days: number[], changes: object = {}) =>
  days.map((d) => at(24 * d, { user_id: user, ...changes }));

/**
 * At the start of Monday: ana and cy are new, bob and dan regular; ana and bob deployed, and so did eve, who was not seen for a
 * hundred days; bob and dan are on the plan pro. Fay is a daily visitor.
 */
const EVENTS = [
  ...on('ana', [-3], { name: 'Deploy' }),
  ...on('bob', [-40], { name: 'Deploy' }),
  ...on('bob', [-1], { traits: { plan: 'pro' } }),
  ...on('cy', [-2]),
  ...on('dan', [-40, -1], { traits: { plan: 'pro' } }),
  ...on('eve', [-100], { name: 'Deploy' }),
  at(-24, { user_id: '', visitor_id: 'fay', visitor_daily: true }),
];
const segments: Segment[] = [
  { name: 'Deployers', rule: { did: { events: ['Deploy'] } } },
  { name: 'Pro', rule: { property: 'person.plan', op: 'eq', value: 'pro' } },
];
const atMonday = { v: 1, kind: 'overlap', range: { from: day(-7), to: day(0) } } as const;
const answered = (names: string[], query: object = {}) =>
  ask(engine.store, { ...atMonday, segments: names, ...query } as QueryInput, { workspace: 'overlap', segments });

describe('by hand', () => {
  test('each combination that has people, and each segment', async () => {
    const answer = await answered(['New Users', 'Deployers', 'Pro']);
    expect(columns(answer)).toEqual({
      // Of equally many, those come first that are in fewer and earlier segments.
      combination: ['New Users', 'New Users & Deployers', 'Pro', 'Deployers & Pro'],
      people: [1, 1, 1, 1], // cy, ana, dan, bob
      share: [25, 25, 25, 25],
      'New Users': [true, true, false, false],
      Deployers: [false, true, false, true],
      Pro: [false, false, true, true],
    });
    expect(columns(answer, 1)).toEqual({ segment: ['New Users', 'Deployers', 'Pro'], people: [2, 2, 2] });
    expect(answer.meta.notices.map(({ code }) => code)).toEqual(['known_people_only']);
  });

  test('those who are in none of them are a combination, too', async () => {
    expect(columns(await answered(['Deployers']))).toMatchObject({
      combination: ['None of them', 'Deployers'],
      people: [2, 2],
    });
  });

  test('who is behind a combination', async () => {
    const people = (names: string[]) => {
      const of = { kind: 'overlap' as const, segments: ['Deployers', 'Pro'], pick: { in: names } };
      return ask(engine.store, { ...atMonday, kind: 'people', of }, { workspace: 'overlap', segments });
    };
    expect(columns(await people(['Pro']))['person']).toEqual(['dan']);
    expect(columns(await people(['Deployers', 'Pro']))['person']).toEqual(['bob']);
    expect(columns(await people([]))['person']).toEqual(['cy']);
    await expect(people(['New Users'])).rejects.toMatchObject({ status: 422, errors: [{ path: 'of.pick.in.0' }] });
  });
});

test('where nobody is known across days that is said', async () => {
  await load(engine.store, [at(-24, { workspace: 'strangers', user_id: '', visitor_id: 'd', visitor_daily: true })]);
  const query = { ...atMonday, segments: ['At Risk'] } as QueryInput;
  const answer = await ask(engine.store, query, { workspace: 'strangers' });
  expect(columns(answer)).toMatchObject({ people: [] });
  expect(columns(answer, 1)).toEqual({ segment: ['At Risk'], people: [null] });
  expect(answer.meta.notices.map(({ code }) => code)).toEqual(['nobody_known']);
});

test('an unknown segment is a 404, and one that stands twice a 400', async () => {
  await expect(answered(['Heroes'])).rejects.toMatchObject({ status: 404, code: 'unknown_segment' });
  await expect(answered(['Pro', 'Pro'])).rejects.toMatchObject({ status: 400, errors: [{ path: 'segments' }] });
});
