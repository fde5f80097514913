import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openCatalog, type Catalog } from '../catalog';
import { erasingOf } from './erasing';
import type { Person } from './find-person';

let directory: string;
let catalog: Catalog;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-erasing-'));
  catalog = await openCatalog(`sqlite:${join(directory, 'catalog.sqlite')}`);
});
afterEach(async () => {
  await catalog.close();
  rmSync(directory, { recursive: true });
});

const ANA: Person = { workspace: 'demo', person: '17', visitors: ['4'] };

/** A process that erases, by an event store that does as it is told. */
function process(erase: () => Promise<boolean>) {
  const erased = vi.fn((_: Person) => erase());
  const people = () => ({ toErase: async () => ({ person: ANA, events: 89 }), erase: erased });
  return { erased, ...erasingOf({ people, catalog, log: pino({ level: 'silent' }), everyMs: 20 }) };
}

it('an erasure that was cut short is gone on with by the next process, and is in the audit once, with what it began with', async () => {
  const first = process(() => Promise.reject(new Error('The engine was killed.')));
  await expect(first.erase('demo', 'ana', 'token 5')).rejects.toThrow('killed');
  expect(await catalog.audit.list('demo', 10)).toEqual([]);

  let fails = 2;
  const next = process(async () => {
    if (fails-- > 0) {
      throw new Error('The engine starts.');
    }
    return true;
  });
  next.start();
  await expect
    .poll(() => catalog.audit.list('demo', 10))
    .toMatchObject([{ actor: 'token 5', action: 'person.erased', detail: '89 events' }]);
  await next.stop();
  expect(next.erased.mock.calls).toEqual([[ANA], [ANA], [ANA]]);
  expect(await catalog.erasures.unfinished()).toEqual([]);
});

it('what is under way is not done twice', async () => {
  let finish: (gone: boolean) => void = () => undefined;
  const slow = process(() => new Promise((resolve) => (finish = resolve)));
  const asked = slow.erase('demo', 'ana', 'installation');
  await expect.poll(() => slow.erased.mock.calls.length).toBe(1);
  const looks = vi.spyOn(catalog.erasures, 'unfinished');
  slow.start();
  await expect.poll(() => looks.mock.calls.length).toBeGreaterThan(1);
  finish(false);
  expect(await asked).toMatchObject({ events: 89, filesGone: false });
  await slow.stop();
  expect(slow.erased).toHaveBeenCalledOnce();
});
