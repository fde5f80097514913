import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { load, type TestEvent } from '../../test/events';
import { answer } from '../answer/answer';
import { openCatalog, type Catalog } from '../catalog';
import { bind, sql } from '../store/sql';
import { createLedger, type Ledger } from './index';

let engine: TestStore;
let catalog: Catalog;
const directory = mkdtempSync(join(tmpdir(), 'ledger-'));
beforeAll(async () => {
  engine = await startTestStore();
  catalog = await openCatalog(`sqlite:${join(directory, 'catalog.sqlite')}`);
});
afterAll(async () => {
  await catalog.close();
  await engine.stop();
  rmSync(directory, { recursive: true });
});

const NOW = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;

let workspaces = 0;
/** A workspace with its features, whose clock is moved by hand. */
async function ledgerOf() {
  const workspace = `ledger${(workspaces += 1)}`;
  await catalog.workspaces.create(workspace);
  const clock = { now: NOW };
  // Nothing is kept between two looks, so that each is what a proxy does that was just started.
  const advance = async () => {
    const context = () => ({ workspace, store: engine.store, definitions: catalog.definitions, now: clock.now });
    const counts = await createLedger({ context, counters: catalog.counters }).advance();
    const counted = counts.filter(({ value }) => value > 0);
    return Object.fromEntries(counted.map(({ family, label, value }) => [label || family, value]));
  };
  const commit = (received: number, ...events: Array<Partial<TestEvent>>) =>
    load(
      engine.store,
      events.map((e) => ({ time: NOW - 3_600_000, user_id: 'ana', ...e, workspace, received }))
    );
  return { workspace, clock, advance, commit };
}

const view = { name: 'pageview', path: '/' };
const deploy = { name: 'Deploy Application' };

test('counts all there is at first, then what comes in, and nothing twice', async () => {
  const { clock, advance, commit } = await ledgerOf();
  await commit(NOW - 90 * MINUTE, view, view, deploy, { ...deploy, interactive: false }, { ...view, path: '/docs/a' });
  await commit(NOW - 1000, view);
  const first = { page_views: 4, 'Deploy Application': 1, 'View Documentation': 1 };
  for (const minutes of [0, 1, 4, 6, 600]) {
    clock.now = NOW + minutes * MINUTE;
    expect(await advance()).toEqual(first);
  }
  await commit(clock.now - 1000, view);
  expect(await advance()).toEqual({ ...first, page_views: 5 });
});

test('a block that comes to light late is counted, up to five minutes after it was made', async () => {
  const { clock, advance, commit } = await ledgerOf();
  await commit(NOW, view);
  clock.now = NOW + MINUTE;
  expect(await advance()).toEqual({ page_views: 1 });
  await commit(NOW - 3 * MINUTE, view, view);
  expect(await advance()).toEqual({ page_views: 3 });
  await commit(NOW - 4 * MINUTE, view);
  expect(await advance()).toEqual({ page_views: 3 });
});

test('two proxies that made a block in the same millisecond, one of them late, have both counted', async () => {
  const { advance, commit } = await ledgerOf();
  await commit(NOW - 10, view);
  expect(await advance()).toEqual({ page_views: 1 });
  await commit(NOW - 10, view, deploy);
  expect(await advance()).toEqual({ page_views: 2, 'Deploy Application': 1 });
  expect(await advance()).toEqual({ page_views: 2, 'Deploy Application': 1 });
});

test('two proxies that count at the same time count once', async () => {
  const { clock, advance, commit } = await ledgerOf();
  for (let i = 0; i < 5; i++) {
    clock.now += 1000;
    await commit(clock.now - 1, view);
    await Promise.all([advance(), advance(), advance()]);
  }
  clock.now += 1000;
  expect(await advance()).toEqual({ page_views: 5 });
});

test('never falls: not by erasure, not by another definition, not by one that is gone', async () => {
  const { workspace, clock, advance, commit } = await ledgerOf();
  await commit(NOW - 1, view, deploy, deploy);
  const before = { page_views: 1, 'Deploy Application': 2 };
  expect(await advance()).toEqual(before);
  await engine.store.command(sql`DELETE FROM events WHERE workspace = ${bind('String', workspace)}`);
  expect(await advance()).toEqual(before);
  const editing = catalog.definitions.edit({ actor: 'test', managed: '' });
  await editing.remove(workspace, { kind: 'feature', name: 'Deploy Application' }, 1);
  clock.now = NOW + 2000;
  await commit(NOW + 1000, view, deploy);
  expect(await advance()).toEqual({ page_views: 2, 'Deploy Application': 2 });
});

test('uses are those of the features’ table', async () => {
  const { workspace, advance, commit } = await ledgerOf();
  await commit(NOW - 1, view, deploy, { name: 'service.create.x' }, { ...view, path: '/docs/a/b', user_id: '' });
  const { page_views: _, ...uses } = await advance();
  const { frames } = await answer(
    { v: 1, kind: 'adoption', range: { last: '7d' } },
    { workspace, store: engine.store, definitions: catalog.definitions, now: NOW }
  );
  const { schema, data } = frames[0]!;
  const column = (name: string) => data.values[schema.fields.findIndex((field) => field.name === name)]!;
  const table = Object.fromEntries(column('feature').map((name, i) => [name, column('total_uses')[i]]));
  expect(table).toMatchObject(uses);
  expect(Object.keys(uses)).toHaveLength(3);
});

test('in whatever order blocks, looks and pauses come, all is counted once', async () => {
  const step = fc.oneof(
    fc.record({ commit: fc.integer({ min: 0, max: 200_000 }), views: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ pause: fc.constantFrom(1, 1000, 70_000, 400_000, 86_400_000) }),
    fc.constant({ look: true })
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      const { clock, advance, commit } = await ledgerOf();
      let views = 0;
      for (const next of steps) {
        if ('commit' in next) {
          // Made a while ago, and stored only now; before that it was not there.
          views += next.views;
          await commit(clock.now - next.commit, ...Array.from({ length: next.views }, () => view));
        } else if ('pause' in next) {
          clock.now += next.pause;
        } else {
          expect((await advance())['page_views'] ?? 0).toBe(views);
        }
      }
      expect((await advance())['page_views'] ?? 0).toBe(views);
    }),
    { numRuns: 25, seed: 4 }
  );
}, 120_000);

test('an experiment counts once as significant, whatever becomes of it, in its workspace', async () => {
  const [{ workspace }, { workspace: other }] = await Promise.all([ledgerOf(), ledgerOf()]);
  const ledgerIn = (name: string) => {
    const context = () => ({ workspace: name, store: engine.store, definitions: catalog.definitions, now: NOW });
    return createLedger({ context, counters: catalog.counters });
  };
  const [ledger, another] = [ledgerIn(workspace), ledgerIn(other)];
  await ledger.reached(['tour']);
  await Promise.all([ledger.reached(['tour', 'colour']), another.reached(['tour'])]);
  await ledger.reached([]);
  const significant = async (one: Ledger) =>
    (await one.advance())
      .filter(({ family }) => family === 'significant_results')
      .map(({ label, value }) => [label, value]);
  expect((await significant(ledger)).toSorted()).toEqual([
    ['colour', 1],
    ['tour', 1],
  ]);
  expect(await significant(another)).toEqual([['tour', 1]]);
});
