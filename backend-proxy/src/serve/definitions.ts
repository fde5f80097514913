import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Logger } from 'pino';
import type { Catalog } from '../catalog';
import { refuseUnaskable } from '../answer/refuse-unaskable';
import { applyFile, type AppliedFile } from '../http/definitions/apply-file';
import { readDefinitionsFile } from '../http/definitions/read-file';
import { Problem } from '../problem';
import type { Store } from '../store/store';
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
  for (const { workspace, changes } of await apply(file, catalog)) {
    log.info({ workspace, changes: changes.length }, `definitions of ${basename(file)} hold`);
  }
}

/** Asks the event store, now that it is open, whether it can read what the file says; where it cannot, that stops the start, too. */
export async function refuseUnaskableFile(file: string | undefined, store: Store): Promise<void> {
  if (file !== undefined) {
    await explained(file, (text) => {
      const documents = readDefinitionsFile(text);
      return refuseUnaskable(documents.length > 1 ? documents : documents[0], () => store);
    });
  }
}

function apply(file: string, catalog: Catalog): Promise<AppliedFile[]> {
  // The event store is not open yet, and asked as soon as it is.
  const check = async () => undefined;
  return explained(file, (text) =>
    applyFile(catalog, { name: basename(file), text, actor: 'installation', dryRun: false, check })
  );
}

async function explained<Result>(file: string, action: (text: string) => Promise<Result>): Promise<Result> {
  try {
    return await action(await readFile(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Problem ? error.detail : `it cannot be read (${reasonOf(error)}).`;
    throw new StartError(`FAWKES_DEFINITIONS ${file}: ${reason}`);
  }
}
