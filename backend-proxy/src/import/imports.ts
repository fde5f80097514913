import type { ImportInput, ImportReceipt, ImportState } from '@fawkes/contract';
import type { ImportedFile, ImportLedger } from '../catalog/import-ledger';
import type { BlockClock } from '../ingestion/split-blocks';
import { Problem } from '../problem';
import type { EventStore } from '../store/event-store';
import { ByteTexts } from './byte-text';
import { commitRows } from './commit-rows';
import { OneAtATime } from './one-at-a-time';
import { readRows, type ReadRows } from './read-rows';
import { RowRanges } from './row-ranges';
import { storedRows } from './stored-rows';

/** Takes files of events, part by part, each row once: whatever is interrupted, and however often a file comes. */
export interface Imports {
  /** The import of a file in a site, with what is stored of it. Throws a Problem where the site is none of the workspace. */
  open(workspace: string, file: ImportInput): Promise<ImportState>;
  list(workspace: string): Promise<ImportState[]>;
  /** One of them, with what is stored of it. Throws a Problem where the workspace has none of that id. */
  find(workspace: string, id: string): Promise<ImportState>;
  /** Takes rows as `readRows` reads them; resolves when they would survive a loss of power. */
  take(workspace: string, id: string, rows: Buffer): Promise<ImportReceipt>;
}

export interface ImportsDeps {
  store: EventStore;
  ledger: ImportLedger;
  /** The one of ingestion: no two blocks have the same time. */
  clock: BlockClock;
  workspaceOf(site: string): Promise<string | undefined>;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** How long an engine that does not answer is waited for. */
  patienceMs?: number;
}

/** Clocks are set back at times. */
const CLOCK_TOLERANCE_MS = 86_400_000;

export function createImports({
  store,
  ledger,
  clock,
  workspaceOf,
  now = Date.now,
  patienceMs = 30_000,
}: ImportsDeps): Imports {
  // One each for all imports: the engine works on one part while the next is read, and memory stays flat.
  const reading = new OneAtATime();
  const storing = new OneAtATime();
  const texts = new ByteTexts();

  async function stateOf(file: ImportedFile): Promise<ImportState> {
    const { id, site, hash, name, created } = file;
    const entries = await ledger.entries(id);
    return { id, site, hash, name, created, settled: [...rangesOf(entries.filter(({ settled }) => settled)).list] };
  }

  async function storeOnce(file: ImportedFile, { rows, rejected }: ReadRows): Promise<ImportReceipt> {
    const { numbers } = rows;
    const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
    const entries = await ledger.entries(file.id, { first, last });
    const settled = rangesOf(entries.filter((entry) => entry.settled));
    const begun = rangesOf(entries.filter((entry) => !entry.settled));
    const open = settled.size === 0 ? rows : rows.filter((row) => !settled.has(row));
    const known = rows.size - open.size;
    if (open.size === 0) {
      return { accepted: 0, known, rejected };
    }
    const entry = await ledger.begin(file.id, { first, last, ranges: RowRanges.of(open.numbers).toString() });
    const since = Date.parse(file.created) - CLOCK_TOLERANCE_MS;
    const stored = () => storedRows(store, { ...file, first, last, since });
    const again = begun.size > 0 && numbers.some((row) => begun.has(row));
    const found = await commitRows(open, again, { store, clock, id: file.id, stored, patienceMs });
    await ledger.settle(entry);
    return { accepted: open.size - found, known: known + found, rejected };
  }

  async function fileOf(workspace: string, id: string): Promise<ImportedFile> {
    const file = await ledger.find(workspace, id);
    if (!file) {
      throw new Problem(404, 'unknown_import', 'The workspace has no such import: POST /api/v1/imports begins one.');
    }
    return file;
  }

  return {
    async open(workspace, input) {
      const site = input.site.toLowerCase();
      if ((await workspaceOf(site)) !== workspace) {
        throw new Problem(
          404,
          'unknown_site',
          `${site} is no site of the workspace ${workspace}: add it with \`fawkes-analytics site add ${site} --workspace ${workspace}\`.`
        );
      }
      return stateOf(await ledger.open(workspace, { ...input, site }));
    },
    async list(workspace) {
      return Promise.all((await ledger.list(workspace)).map(stateOf));
    },
    async find(workspace, id) {
      return stateOf(await fileOf(workspace, id));
    },
    async take(workspace, id, rows) {
      const file = await fileOf(workspace, id);
      const { site, hash } = file;
      const text = texts.take();
      const read = await reading.take(() => readRows(rows, { workspace, site, hash, now: now() }, text));
      const receipt = await storing.take(() => storeOnce(file, read));
      // Where it failed, someone on the way to the engine may still read the text.
      texts.giveBack(text);
      return receipt;
    },
  };
}

function rangesOf(entries: ReadonlyArray<{ ranges: string }>): RowRanges {
  return RowRanges.joined(entries.flatMap(({ ranges }) => [...RowRanges.parse(ranges).list]));
}
