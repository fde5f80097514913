import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROPERTIES } from '@fawkes/contract';
import { startTestStore, type TestStore } from '../../test/engine';
import { load } from '../../test/events';
import { at, day, MONDAY } from '../../test/world';
import { propertiesKnown, type KnownPropertiesQuery } from './known-properties';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(engine.store, [
    at(1, { props: { plan: 'pro', team: 'red' } }),
    at(2, { props: { plan: 'free' }, traits: { role: 'admin', first_seen: 'a trait of a fixed name' } }),
    at(3, { site: 'app.example', props: { shop: 'x', ['k'.repeat(301)]: 'nobody can ask for it' } }),
    at(30, { props: { later: '1' } }),
    at(4, { workspace: 'other', props: { foreign: '1' }, traits: { foreign: '1' } }),
  ]);
});
afterAll(() => engine.stop());

const definitions = { siteNames: async () => ['docs.example', 'app.example'] } as never;
const known = (query: KnownPropertiesQuery, workspace = 'w') =>
  propertiesKnown(query, { workspace, store: engine.store, definitions, now: MONDAY + 7 * 86_400_000 });
const monday = { from: day(0), to: day(1) };

/** What is listed beside the fixed properties. */
async function own(query: KnownPropertiesQuery) {
  const { properties } = await known(query);
  return properties.slice(Object.keys(PROPERTIES).length).map(({ property, events }) => [property, events]);
}

test('the fixed properties come first, then the senders’ own of the range, the most frequent first', async () => {
  const { properties, cut } = await known(monday);
  expect(properties[0]).toEqual({ property: 'event.name', label: 'Event', events: null });
  expect(properties.at(-1)).toEqual({ property: 'person.role', label: 'role', events: null });
  expect(cut).toBe(false);
  expect(await own(monday)).toEqual([
    ['props.plan', 2],
    ['props.shop', 1],
    ['props.team', 1],
    ['person.role', null],
  ]);
});

test('a site has its own, and so has a time', async () => {
  expect(await own({ ...monday, site: 'App.Example' })).toEqual([
    ['props.shop', 1],
    ['person.role', null],
  ]);
  expect(await own({ from: day(1), to: day(2) })).toEqual([
    ['props.later', 1],
    ['person.role', null],
  ]);
  // The last 30 days where nothing is said.
  expect((await own({}))[0]).toEqual(['props.plan', 2]);
});

test('traits that came after the end are not known yet', async () => {
  expect(await own({ from: day(-1), to: day(0) })).toEqual([]);
});

test('what is no site or no range of the workspace is refused', async () => {
  await expect(known({ site: 'nobody.example' })).rejects.toMatchObject({ status: 404, code: 'unknown_site' });
  await expect(known({ from: day(2), to: day(1) })).rejects.toMatchObject({ status: 400, code: 'range_upside_down' });
});
