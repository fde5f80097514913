import type { ExposureAsked, ExposureRuleDefinition, QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const range = { from: day(0), to: day(14) };

let runs = 0;
async function asking(events: TestEvent[]) {
  const workspace = `rules${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  return (query: object, exposureRules: ExposureRuleDefinition[]) =>
    ask(engine.store, { v: 1, range, ...query } as QueryInput, { workspace, exposureRules });
}

const shows = (user_id: string, props: Record<string, string>, name = 'shown') => at(1, { user_id, name, props });
/** Variants and people of each experiment, by the rules. */
async function shown(events: TestEvent[], exposureRules: ExposureRuleDefinition[], exposure?: ExposureAsked) {
  const query = await asking(events);
  const answered = await query({ kind: 'experiments', exposure }, exposureRules);
  const { experiment, variant, assignments } = columns(answered, 1);
  return experiment!.map((id, i) => [id, variant![i], assignments![i]].join(' ')).toSorted();
}
const rule = (name: string, changes: object = {}): ExposureRuleDefinition => ({
  ...{ name, experiment: ['experiment', 'experimentId'], variant: 'variant' },
  ...changes,
});
const FLAGS = rule('flags', { experiment: ['flag'], variant: 'value' });
const EVENTS = [
  shows('ana', { experiment: 'price', variant: 'low', flag: 'menu', value: 'new' }),
  shows('bob', { experiment: 'price', variant: 'high' }),
  shows('cy', { experiment: 'price', variant: 'low' }, 'opened'),
  shows('dan', { flag: 'menu', value: 'old' }),
  shows('eve', { flag: 'menu' }), // no variant
  // The first of the properties names it, and it is no `menu`.
  shows('fay', { experiment: 'price', experimentId: 'menu', variant: 'low' }),
];

test.each<[string, ExposureRuleDefinition[], string[]]>([
  ['none: the one that holds everywhere', [], ['price high 1', 'price low 3']],
  ['one takes its place', [FLAGS], ['menu new 1', 'menu old 1']],
  [
    'several hold side by side, and one event shows two experiments',
    [FLAGS, rule('tracker')],
    ['menu new 1', 'menu old 1', 'price high 1', 'price low 3'],
  ],
  [
    'one for an experiment leaves the others the rest',
    [FLAGS, rule('opened', { match: { events: ['opened'] }, experiments: ['price'] }), rule('tracker')],
    ['menu new 1', 'menu old 1', 'price low 1'],
  ],
  ['one for experiments alone', [rule('only', { experiments: ['menu', 'other'] })], []],
])('%s', async (_, rules, expected) => {
  expect(await shown(EVENTS, rules)).toEqual(expected);
});

test('a question may name one of them, or bring its own', async () => {
  const rules = [FLAGS, rule('tracker'), rule('opened', { match: { events: ['opened'] }, experiments: ['price'] })];
  expect(await shown(EVENTS, rules, 'flags')).toEqual(['menu new 1', 'menu old 1']);
  expect(await shown(EVENTS, rules, 'tracker')).toEqual(['price high 1', 'price low 3']);
  expect(await shown(EVENTS, rules, 'opened')).toEqual(['price low 1']);
  expect(await shown(EVENTS, rules, { match: { events: ['opened'] } } as ExposureAsked)).toEqual(['price low 1']);
  await expect(shown(EVENTS, rules, 'flag')).rejects.toMatchObject({
    status: 404,
    code: 'unknown_exposure_rule',
    detail: 'There is no exposure rule "flag". Defined are: flags, tracker, opened.',
  });
});

test('whom two rules show two variants of one experiment belongs to none', async () => {
  const query = await asking([shows('ana', { experiment: 'price', variant: 'low', flag: 'price', value: 'high' })]);
  const answered = await query({ kind: 'experiments' }, [FLAGS, rule('tracker')]);
  expect(columns(answered)).toMatchObject({ experiment: ['price'], assigned: [0], excluded: [1] });
});

test('one experiment, its course and its people go by the same rules', async () => {
  const query = await asking([
    ...EVENTS,
    at(2, { user_id: 'ana', name: 'buy', props: { flag: 'menu', value: 'new' } }),
  ]);
  const exposureRules = [FLAGS, rule('tracker')];
  const answered = await query({ kind: 'experiment', experiment: 'menu', interval: '1w' }, exposureRules);
  expect(columns(answered)).toMatchObject({ variant: ['new', 'old'], assignments: [1, 1], conversions: [1, 0] });
  expect(columns(answered, 2)).toMatchObject({ 'people{menu,new}': [1, 1], 'conversions{menu,new}': [1, 1] });
  const of = { kind: 'experiment', experiment: 'menu', pick: { who: 'converted' } };
  expect(columns(await query({ kind: 'people', of }, exposureRules))['person']).toEqual(['ana']);
});
