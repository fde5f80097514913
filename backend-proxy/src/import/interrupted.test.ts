import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../problem';
import type { EventStore } from '../store/event-store';
import { bind, sql } from '../store/sql';
import { once, SITE, startTestImports, upTo, type TestImports } from './test-imports';

let test: TestImports;
beforeAll(async () => void (test = await startTestImports()), 60_000);
afterAll(() => test.stop());

describe('an interruption', () => {
  it('between an insert and its mark doubles nothing, also years later', async () => {
    const { id, hash, part } = await test.newFile();
    // As a proxy leaves it that is killed in the midst: the ledger knows of a beginning, the store has some of the rows.
    const settle = () => Promise.reject(new Error('killed'));
    const unmarked = test.importsOver(test.engine.store, { ledger: { ...test.catalog.imports, settle } });
    await expect(unmarked.take('default', id, part(upTo(50)))).rejects.toThrow('killed');
    expect(await test.imports.take('default', id, part(upTo(60)))).toEqual({ accepted: 10, known: 50, rejected: [] });
    expect(await test.storedOf(hash)).toEqual(once(upTo(60)));
  });

  it('between the months of a part stores what is missing', async () => {
    const { id, hash, part } = await test.newFile();
    const store: EventStore = {
      ...test.engine.store,
      async insertLines({ lines, ...block }) {
        const some = lines.toString().split('\n').slice(0, 20).join('\n');
        await test.engine.store.insertLines({ ...block, lines: Buffer.from(`${some}\n`) });
        throw new Problem(503, 'engine_unavailable', 'killed');
      },
    };
    const interrupted = test.importsOver(store, { patienceMs: 0 });
    await expect(interrupted.take('default', id, part(upTo(50)))).rejects.toMatchObject({ status: 503 });
    const before = Object.keys(await test.storedOf(hash)).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(50);
    expect(await test.imports.take('default', id, part(upTo(50)))).toEqual({
      accepted: 50 - before,
      known: before,
      rejected: [],
    });
    expect(await test.storedOf(hash)).toEqual(once(upTo(50)));
  });

  it('behind the engine’s note of a token loses nothing', async () => {
    const { id, hash, part } = await test.newFile();
    let first = true;
    // As the engine does when it is killed between the two: it knows the token, and has no rows.
    const store: EventStore = {
      ...test.engine.store,
      async insertLines(block) {
        await test.engine.store.insertLines(block);
        if (first) {
          first = false;
          await test.engine.store.command(
            sql`DELETE FROM events WHERE startsWith(event_id, ${bind('String', hash.slice(0, 32))})`
          );
          throw new Problem(503, 'engine_unavailable', 'killed');
        }
      },
    };
    expect(await test.importsOver(store).take('default', id, part(upTo(30)))).toMatchObject({ accepted: 30 });
    expect(await test.storedOf(hash)).toEqual(once(upTo(30)));
  });
});

describe('what was taken', () => {
  it('stays taken after it was deleted', async () => {
    const { id, hash, part } = await test.newFile();
    await test.imports.take('default', id, part(upTo(10)));
    await test.engine.store.command(
      sql`DELETE FROM events WHERE startsWith(event_id, ${bind('String', hash.slice(0, 32))})`
    );
    expect(await test.imports.take('default', id, part(upTo(10)))).toEqual({ accepted: 0, known: 10, rejected: [] });
    expect(await test.storedOf(hash)).toEqual({});
  });

  it('is known to whoever comes with the same file', async () => {
    const { id, hash, part } = await test.newFile();
    await test.imports.take('default', id, part([1, 2, 3, 7]));
    expect(await test.imports.open('default', { site: SITE, hash, name: 'renamed.csv' })).toMatchObject({
      id,
      name: 'test.csv',
      settled: [
        [1, 3],
        [7, 7],
      ],
    });
    expect(await test.imports.list('default')).toContainEqual(expect.objectContaining({ id, hash, site: SITE }));
    expect(await test.imports.list('demo')).toEqual([]);
  });
});
