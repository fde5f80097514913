import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { sql as rawSql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { load } from '../../test/events';
import { openCatalog, type Catalog } from '../catalog';
import { openDatabase } from '../catalog/database';
import { DUMPED, type DumpLine } from '../catalog/dump-lines';
import { sql } from '../store/sql';
import { createBackup } from './backup';
import { fileOf, nameOf, slicesOf } from './files';
import { createRestore } from './restore';

let directory: string;
let from: TestStore;
let to: TestStore;
let catalogs: Catalog[];
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-backup-'));
  [from, to] = await Promise.all([startTestStore(), startTestStore()]);
  catalogs = await Promise.all(['from', 'to', 'third'].map((name) => openCatalog(`sqlite:${join(directory, name)}`)));
});
afterAll(async () => {
  await Promise.all([from.stop(), to.stop(), ...catalogs.map((catalog) => catalog.close())]);
  rmSync(directory, { recursive: true });
});

const BACKUP = '0b9e7f3c-6b8e-4c55-9a3e-3f2a8a1d7c11';

/** All that a store keeps, in an order that does not depend on its parts. */
async function contentOf({ store }: TestStore): Promise<unknown> {
  const rows = async (statement: ReturnType<typeof sql>) => (await store.query<object>(statement)).rows;
  return {
    events: await rows(sql`SELECT * FROM events ORDER BY ALL`),
    event_ids: await rows(sql`SELECT DISTINCT workspace, site, event_hash FROM event_ids ORDER BY ALL`),
    first_seen: await rows(
      sql`SELECT workspace, site, person, max(person_stable), min(first) FROM first_seen GROUP BY ALL ORDER BY ALL`
    ),
    links: await rows(sql`SELECT workspace, visitor, min(first) FROM links GROUP BY ALL ORDER BY ALL`),
    person_traits: await rows(sql`SELECT * FROM person_traits FINAL ORDER BY ALL`),
    saved_people: await rows(sql`SELECT * FROM saved_people FINAL ORDER BY ALL`),
  };
}

describe('a backup', () => {
  it('restored has each column of each row, and what is kept of events that are gone', async () => {
    const now = Date.now() - 60_000;
    const full = {
      workspace: 'w',
      site: 'docs.example',
      event_id: 'e1',
      name: 'Sign Up "now"',
      visitor_id: 'v1',
      user_id: 'u1',
      visitor_daily: false,
      host: 'docs.example',
      path: "/a'b\\c\té",
      referrer: 'https://x.example/',
      source: 'X',
      utm_source: 'us',
      utm_medium: 'um',
      utm_campaign: 'uc',
      utm_content: 'uo',
      utm_term: 'ut',
      country: 'DE',
      region: 'BE',
      city: 'Berlin',
      browser: 'Firefox',
      browser_version: '140',
      os: 'Linux',
      os_version: '6.1',
      device: 'Desktop',
      props: { team: 'x', 'odd " key': 'd\té' },
      traits: { plan: 'free' },
      value: 1.25,
      currency: 'EUR',
      interactive: true,
    };
    await load(from.store, [
      { ...full, time: Date.UTC(2025, 0, 31, 23, 59, 59, 999), received: now },
      {
        time: Date.UTC(2025, 1, 1),
        received: now + 1,
        workspace: 'other',
        visitor_id: 'v2',
        visitor_daily: true,
        value: null,
      },
      { time: Date.UTC(2025, 1, 1, 1), received: now + 2, visitor_id: 'v1', interactive: false, value: -0.1 },
      { time: Date.UTC(2020, 1, 1), received: now + 3, user_id: 'gone', traits: { plan: 'old' } },
    ]);
    // As a link and a retention leave it: the person is not the one the event names, and of some events the aggregates are left.
    await from.store.command(
      sql`UPDATE events SET person = sipHash64('user', 'u1'), person_stable = true WHERE visitor_id = 'v1'`
    );
    await from.store.command(sql`ALTER TABLE events DROP PARTITION 202002`);
    await from.store.command(sql`INSERT INTO saved_people VALUES ('w', 'list', sipHash64('user', 'u1'))`);

    const [catalog, target] = catalogs as [Catalog, Catalog];
    await catalog.workspaces.create('w');
    const backup = createBackup(from.store, catalog.dump);
    const plan = await backup.plan();
    expect(plan).toMatchObject({ events: 3, workspace: null });
    expect(plan.files).toEqual([
      'first_seen.parquet',
      'links.parquet',
      'person_traits.parquet',
      'saved_people.parquet',
      'events-202501-1-of-1.parquet',
      'events-202502-1-of-1.parquet',
    ]);
    const restore = createRestore(to.store, target.dump);
    await restore.begin(BACKUP);
    for (const name of plan.files) {
      if (name.startsWith('events')) {
        // What comes in meanwhile is not in it.
        await load(from.store, [{ time: Date.UTC(2025, 1, 2), received: plan.until + 1, user_id: 'late' }]);
      }
      const bytes = await buffer(await backup.file(name, { until: plan.until }));
      expect(bytes.subarray(0, 4).toString()).toBe('PAR1');
      await restore.file(BACKUP, name, Readable.from([bytes]));
      // A file that comes again changes nothing.
      await restore.file(BACKUP, name, Readable.from([bytes]));
    }
    await from.store.command(sql`DELETE FROM events WHERE user_id = 'late'`);
    await from.store.command(sql`DELETE FROM first_seen WHERE person = sipHash64('user', 'late')`);
    expect(await restore.begin(BACKUP)).toEqual({ restored: expect.arrayContaining(plan.files), events: 3 });
    expect(await contentOf(to)).toEqual({ ...((await contentOf(from)) as object), event_ids: expect.any(Array) });
  });

  it('of one workspace has nothing of the others', async () => {
    const backup = createBackup(from.store, catalogs[0]!.dump);
    const plan = await backup.plan('other');
    expect(plan).toMatchObject({ events: 1, workspace: 'other' });
    const bytes = await buffer(
      await backup.file('events-202502-1-of-1.parquet', { until: plan.until, workspace: 'other' })
    );
    expect(bytes.includes('docs.example')).toBe(true);
    expect(bytes.includes('v1')).toBe(false);
  });

  it('half restored goes on with what is missing, and once', async () => {
    const backup = createBackup(from.store, catalogs[0]!.dump);
    const { until } = await backup.plan();
    const bytes = await buffer(await backup.file('events-202501-1-of-1.parquet', { until }));
    const dump = { ...catalogs[1]!.dump, restored: async () => [] };
    await createRestore(to.store, dump).file(BACKUP, 'events-202501-1-of-1.parquet', Readable.from([bytes]));
    const { rows } = await to.store.query(sql`SELECT count() AS n FROM events WHERE toYYYYMM(time) = 202501`);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('may be of a time when sites were a table of their own', async () => {
    const young = await openCatalog('sqlite::memory:');
    const restore = createRestore(to.store, { ...young.dump, restored: async () => [] });
    const created = '2026-01-02T03:04:05.000Z';
    const lines = [
      { table: 'workspaces', row: { name: 'acme', created } },
      { table: 'sites', row: { domain: 'early.example', workspace: 'acme', created, doubled: 'drop' } },
    ];
    await restore.catalog(BACKUP, lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(await young.sites.workspaceOf('early.example')).toBe('acme');
    await expect(restore.catalog(BACKUP, '{"table":"salts","row":{}}')).rejects.toMatchObject({ status: 400 });
    await young.close();
  });

  it('is refused where there is something, or where it is none', async () => {
    const restore = createRestore(to.store, catalogs[2]!.dump);
    await expect(restore.begin(BACKUP)).rejects.toMatchObject({ status: 409, code: 'not_empty' });
    await expect(restore.file(BACKUP, 'links.parquet', Readable.from([]))).rejects.toMatchObject({ code: 'not_begun' });
    await expect(restore.file(BACKUP, '../x.parquet', Readable.from([]))).rejects.toMatchObject({
      code: 'unknown_file',
    });
  });
});

describe('the files', () => {
  it('are found again by their names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200001, max: 209912 }), fc.integer({ min: 0, max: 20_000_000 }), (month, rows) => {
        const slices = slicesOf(month, rows);
        expect(slices.map((slice) => fileOf(nameOf(slice)))).toEqual(slices);
        expect(slices.length * 500_000).toBeGreaterThanOrEqual(rows);
      })
    );
  });
});

describe('the catalog', () => {
  it('has all tables but the salts and what only this installation needs', async () => {
    const db = await openDatabase('sqlite::memory:');
    const { rows } = await rawSql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db);
    const left = rows.map(({ name }) => name).filter((name) => !(DUMPED as readonly string[]).includes(name));
    expect(left.filter((name) => !/^(kysely|sqlite)_/.test(name)).sort()).toEqual(['erasures', 'restores', 'salts']);
    await db.destroy();
  });

  it('is put back as it was, tokens and all', async () => {
    const open = (name: string) => openCatalog(`sqlite:${join(directory, name)}`);
    const [old, young] = await Promise.all([open('old'), open('young')]);
    await old.workspaces.create('acme');
    await old.sites.add('acme', 'docs.example');
    const { token, id } = await old.tokens.create('acme', 'read', 'for a test');
    await old.audit.record('acme', { actor: 'someone', action: 'person.erased', detail: '' });
    const file = await old.imports.open('acme', { site: 'docs.example', hash: 'a'.repeat(64), name: 'x.csv' });
    await old.imports.settle(await old.imports.begin(file.id, { first: 2, last: 9, ranges: '2-9' }));

    const lines: DumpLine[] = [];
    for await (const line of old.dump.lines()) {
      lines.push(line);
    }
    expect(JSON.stringify(lines)).not.toContain(token);
    expect(await young.dump.isUnused()).toBe(true);
    await young.dump.load(lines);
    await young.dump.load(lines);
    expect(await young.dump.isUnused()).toBe(false);
    expect(await young.tokens.verify(token)).toEqual({ id, workspace: 'acme', role: 'read' });
    expect(await young.imports.entries(file.id)).toEqual([{ ranges: '2-9', settled: true }]);
    const again: DumpLine[] = [];
    for await (const line of young.dump.lines()) {
      again.push(line);
    }
    const sorted = (all: DumpLine[]) => all.map((line) => JSON.stringify(line)).sort();
    // The workspaces that every installation has are of its own time.
    const own = ({ table, row }: DumpLine) => table !== 'workspaces' || row['name'] === 'acme';
    expect(sorted(again.filter(own))).toEqual(sorted(lines.filter(own)));
    const acme: DumpLine[] = [];
    for await (const line of old.dump.lines('acme')) {
      acme.push(line);
    }
    expect(sorted(acme)).toEqual(
      sorted(
        lines.filter(({ table, row }) => table === 'import_rows' || [row['workspace'], row['name']].includes('acme'))
      )
    );
    await Promise.all([old.close(), young.close()]);
  });
});
