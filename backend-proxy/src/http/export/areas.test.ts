import type { Answer, ExportFormat, Frame } from '@fawkes/contract';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { type Exported, FORMATS } from '../../export';
import { NOW, oneNumber } from '../test-app';
import { areaQuestions } from './area-questions';
import { gatherAll } from './gather';

/** An answer as funnels have it, whose numbers tell which question it answers. */
function answerTo(query: unknown): Answer {
  const { funnel } = query as { funnel?: string };
  const { meta, frames } = oneNumber(0);
  const frame = (name: string, n: number[]): Frame => ({
    schema: { name, fields: [{ name: 'n', type: 'number', typeInfo: { frame: 'float64' } }] },
    data: { values: [n] },
  });
  return funnel === undefined
    ? { meta, frames }
    : { meta, frames: [frame('steps', [numberOf(funnel), 2]), frame('summary', [-numberOf(funnel)])] };
}

/** A number that no other name has. */
const numberOf = (name: string) =>
  10 + Buffer.from(name.slice(0, 3)).reduce((sum, byte) => sum * 256 + byte, name.length);

async function exportOf(funnels: string[]): Promise<Exported> {
  const asker = { workspace: 'default', signal: new AbortController().signal };
  return gatherAll('analytics', areaQuestions('7d', NOW, funnels), { ask: async (_, query) => answerTo(query) }, asker);
}

async function written(format: ExportFormat, exported: Exported): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of FORMATS[format].write(exported)) {
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

const anyName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }).filter((name) => /^[^\p{Cc}\p{Cs}]+$/u.test(name)),
  // Names that could be taken for tables, and for parts of them.
  fc.constantFrom('onboarding', 'onboarding_summary', 'summary', 'Summary', 'experiments', '__proto__', 'x'.repeat(200))
);

test('no funnel’s rows are lost or another’s, whatever funnels are called', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(anyName, { minLength: 1, maxLength: 6 }), async (funnels) => {
      const exported = await exportOf(funnels);
      const steps = funnels.flatMap((name) => [
        [name, numberOf(name)],
        [name, 2],
      ]);
      const summaries = funnels.map((name) => [name, -numberOf(name)]);

      const { tables } = JSON.parse((await written('json', exported)).toString());
      const rowsOf = (table: string) => tables[table].map(({ funnel, n }: Record<string, unknown>) => [funnel, n]);
      expect([rowsOf('funnels'), rowsOf('funnels_summary')]).toEqual([steps, summaries]);

      const { data } = Papa.parse<Record<string, string>>((await written('csv', exported)).toString(), {
        header: true,
      });
      const inCsv = data
        .filter(({ table }) => table?.startsWith('funnels'))
        .map(({ funnel, n }) => [funnel, Number(n)]);
      // A name that a spreadsheet would take for a formula has a ' before it.
      const guarded = [...steps, ...summaries].map(([name, n]) => [
        expect.stringMatching(new RegExp(`^'?${literally(String(name))}$`)),
        n,
      ]);
      expect(inCsv).toEqual(guarded);

      const { sheets } = await readXlsx(await written('xlsx', exported));
      const sheet = (name: string) => sheets.find((each) => each.name === name)?.rows.slice(1);
      expect([sheet('funnels'), sheet('funnels_summary')]).toEqual([steps, summaries]);
      expect(sheets.length).toBe(exported.tables.length + 1);
    }),
    { numRuns: 40, seed: 7 }
  );
});

test('which tables there are does not depend on funnels’ names', async () => {
  const namesOf = ({ tables }: Exported) => tables.map(({ name }) => name);
  const names = namesOf(await exportOf(['a']));
  expect(new Set(names).size).toBe(names.length);
  expect(namesOf(await exportOf(['onboarding', 'onboarding_summary', 'c']))).toEqual(names);
  expect(namesOf(await exportOf([]))).toEqual(names.filter((name) => !name.startsWith('funnels')));
});

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
