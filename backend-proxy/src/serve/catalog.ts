import { DEMO_WORKSPACE } from '../answer/answer';
import { openCatalog, type Catalog } from '../catalog';
import type { Config } from '../config/config';
import { reasonOf, StartError } from './start-error';

/** Opens the catalog; what keeps it from opening is said in one line. */
export async function openCatalogOrExplain({
  catalogUrl: url,
  demo,
}: Pick<Config, 'catalogUrl' | 'demo'>): Promise<Catalog> {
  try {
    return await openCatalog(url, demo ? ['default', DEMO_WORKSPACE] : ['default']);
  } catch (error) {
    throw new StartError(explain(url.replace(/^sqlite:(\/\/)?/, ''), reasonOf(error)));
  }
}

function explain(file: string, reason: string): string {
  if (reason.startsWith('corrupted migrations')) {
    return `The catalog ${file} was written by a newer program: start that one (${reason}).`;
  }
  if (/not a database|malformed|disk image/.test(reason)) {
    return `The catalog ${file} is damaged: put a copy of it back, or move it away to begin with an empty one (${reason}).`;
  }
  if (/unable to open/i.test(reason)) {
    return `The catalog ${file} cannot be opened: its directory must exist, and this user must be able to write it. Choose another with CATALOG_URL.`;
  }
  return `The catalog ${file} cannot be opened: ${reason}.`;
}
