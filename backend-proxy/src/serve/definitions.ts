import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Logger } from 'pino';
import type { Catalog } from '../catalog';
import { applyFile, type AppliedFile } from '../http/definitions/apply-file';
import { Problem } from '../problem';
import { reasonOf, StartError } from './start-error';

/** Brings the catalog to what the operator's file of definitions says; a file that is wrong stops the start with its place. */
export async function applyDefinitionsOrExplain(
  file: string | undefined,
  catalog: Catalog,
  log: Logger
): Promise<void> {
  if (file === undefined) {
    return;
  }
  for (const { workspace, changes, sites } of await apply(file, catalog)) {
    log.info({ workspace, changes: changes.length, sites: sites.length }, `definitions of ${basename(file)} hold`);
  }
}

async function apply(file: string, catalog: Catalog): Promise<AppliedFile[]> {
  try {
    const text = await readFile(file, 'utf8');
    return await applyFile(catalog, { name: basename(file), text, actor: 'installation', dryRun: false });
  } catch (error) {
    const reason = error instanceof Problem ? error.detail : `it cannot be read (${reasonOf(error)}).`;
    throw new StartError(`FAWKES_DEFINITIONS ${file}: ${reason}`);
  }
}
