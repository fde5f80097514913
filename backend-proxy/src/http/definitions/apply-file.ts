import type { DefinitionChange } from '@fawkes/contract';
import type { Catalog } from '../../catalog';
import { placedIn, Problem } from '../../problem';
import { readDefinitionsFile } from './read-file';

/** A file to bring the catalog to, and who brings it. */
export interface FileToApply {
  /** Its name, by which its definitions are known as its own. */
  name: string;
  text: string;
  actor: string;
  /** The one workspace it may be about; without it, any. */
  within?: string;
  /** Only says what would change. */
  dryRun: boolean;
  /** Refuses definitions that could be kept, but never be asked about. */
  check: (definitions: unknown) => Promise<void>;
}

export interface AppliedFile {
  workspace: string;
  changes: DefinitionChange[];
}

/** Brings each workspace that the file is about to what it says. Each is all or nothing; the whole file is read and checked first. */
export async function applyFile(catalog: Catalog, { name, text, ...how }: FileToApply): Promise<AppliedFile[]> {
  const files = readDefinitionsFile(text);
  for (const { workspace } of files) {
    await mustBeAllowed(catalog, workspace, how.within);
  }
  // The places of what is wrong are those in the file, which is a list only where it has several documents.
  await how.check(files.length > 1 ? files : files[0]);
  const applied: AppliedFile[] = [];
  for (const [i, file] of files.entries()) {
    const { workspace } = file;
    const author = { actor: how.actor, managed: name };
    const reconciled = catalog.definitions.reconcile({ workspace, file, author }, how.dryRun);
    applied.push({ workspace, changes: await (files.length > 1 ? placedIn(`${i}`, reconciled) : reconciled) });
  }
  return applied;
}

async function mustBeAllowed(catalog: Catalog, workspace: string, within: string | undefined): Promise<void> {
  if (within !== undefined && within !== workspace) {
    throw new Problem(
      403,
      'other_workspace',
      `The file is about the workspace ${workspace}; the token is for ${within}.`
    );
  }
  if (!(await catalog.workspaces.exists(workspace))) {
    throw new Problem(404, 'unknown_workspace', `There is no workspace ${workspace}; create it first.`);
  }
}
