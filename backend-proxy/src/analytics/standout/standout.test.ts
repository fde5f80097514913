import type { QueryInput, Segment } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(
    engine.store,
    EVENTS.map((e) => ({ ...e, workspace: 'standout' }))
  );
});
afterAll(() => engine.stop());

/**
 * Forty people came last week; the first twenty deployed. Of these fifteen have Firefox, of the others five; all others have
 * Chrome. Every second one of all is on the plan pro.
 */
const EVENTS = Array.from({ length: 40 }, (_, i) => {
  const browser = i < 15 || i >= 35 ? 'Firefox' : 'Chrome';
  const person = { user_id: `u${i}`, browser };
  return [
    at(-72 - i / 10, { ...person, traits: { plan: i % 2 === 0 ? 'pro' : 'free' } }),
    ...(i < 20 ? [at(-48, { ...person, name: 'Deploy' }), at(-47, { ...person, name: 'Deploy' })] : []),
    at(-46, { ...person, name: 'engagement', interactive: false }),
  ];
}).flat();
const segments: Segment[] = [{ name: 'Deployers', rule: { did: { events: ['Deploy'] } } }];
const asked: Extract<QueryInput, { kind: 'standout' }> = {
  v: 1,
  kind: 'standout',
  of: 'Deployers',
  range: { from: day(-7), to: day(0) },
};
const answered = (query: object = {}) => ask(engine.store, { ...asked, ...query }, { workspace: 'standout', segments });

/** By statsmodels: proportions_ztest([15, 5], [20, 20]) and ([20, 0], [20, 20]); the six together by multipletests(method='holm'). */
const P = { browser: 0.001565402258002549, deploy: 2.5396285894708634e-10 };

test('by hand: the surest first, with shares, odds ratio and corrected p-value', async () => {
  const answer = await answered();
  expect(columns(answer)).toEqual({
    property: ['event.name', 'device.browser', 'device.browser', 'event.name', 'person.plan', 'person.plan'],
    label: ['Event', 'Browser', 'Browser', 'Event', 'plan', 'plan'],
    value: ['Deploy', 'Chrome', 'Firefox', 'pageview', 'free', 'pro'],
    people: [20, 5, 15, 20, 10, 10],
    share: [100, 25, 75, 100, 50, 50],
    share_others: [0, 75, 25, 100, 50, 50],
    // Each count and one: 21 × 21 / (1 × 1), 6 × 6 / (16 × 16), 16 × 16 / (6 × 6), 21 × 1 / (1 × 21).
    odds_ratio: [441, 36 / 256, 256 / 36, 1, 1, 1].map((odds) => expect.closeTo(odds, 9)),
    p: [P.deploy, P.browser, P.browser, 1, 1, 1].map((p) => expect.closeTo(p, 12)),
    p_corrected: [6 * P.deploy, 5 * P.browser, 5 * P.browser, 1, 1, 1].map((p) => expect.closeTo(p, 12)),
  });
  expect(columns(answer, 1)).toEqual({ people: [20], others: [20] });
  expect(answer.meta.cut).toBeNull();
});

test('what is left out is said', async () => {
  const answer = await answered({ limit: 1, properties: ['device.browser'] });
  expect(columns(answer)['value']).toEqual(['Chrome']);
  expect(answer.meta.cut).toEqual({ what: 'values', shown: 1, total: 2 });
});

test('of many values of a property the most frequent are compared, and p-values are corrected for those', async () => {
  const many = Array.from({ length: 250 }, (_, i) =>
    at(-24, { workspace: 'many', user_id: `u${i % 5}`, path: `/${i}` })
  );
  await load(engine.store, many);
  const query: QueryInput = { ...asked, properties: ['page.path'], of: 'New Users', limit: 1000 };
  const answer = await ask(engine.store, query, { workspace: 'many' });
  expect(columns(answer)['value']).toHaveLength(200);
  expect(answer.meta.cut).toEqual({ what: 'values', shown: 200, total: 250 });
});

test('who is behind a value', async () => {
  const people = async (pick: object) => {
    const of = { kind: 'standout' as const, of: 'Deployers', pick };
    const query: QueryInput = { v: 1, kind: 'people', range: asked.range, of, limit: 1000 };
    return columns(await ask(engine.store, query, { workspace: 'standout', segments }))['person']!.length;
  };
  expect(await people({})).toBe(20);
  expect(await people({ others: true })).toBe(20);
  expect(await people({ property: 'device.browser', value: 'Firefox' })).toBe(15);
  expect(await people({ property: 'person.plan', value: 'pro', others: true })).toBe(10);
  await expect(people({ value: 'Firefox' })).rejects.toMatchObject({ status: 422 });
});

test('a rule of its own, among the people of a filter, and nobody', async () => {
  const rule = { did: { events: ['Deploy'] }, times: { op: 'gte' as const, count: 3 } };
  const answer = await answered({ of: rule, filter: { property: 'device.browser', op: 'eq', value: 'Firefox' } });
  expect(columns(answer, 1)).toEqual({ people: [0], others: [20] });
  expect(new Set(columns(answer)['p'])).toEqual(new Set([1]));
});
