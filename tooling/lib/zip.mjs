import { createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { inRoot } from './root.mjs';

/**
 * Zips a folder of the repository. The same files and moment always give the same zip.
 * @param {{ folder: string, as: string, to: string, executables: string[], mtime: Date }} wanted `as` is the folder's name
 *   in the zip; `to` and `executables` are paths from the root
 */
export async function zipFolder({ folder, as, to, executables, mtime }) {
  const archive = new ZipFile();
  for (const file of filesOf(folder)) {
    const mode = executables.includes(file) ? 0o100755 : 0o100644;
    archive.addFile(inRoot(file), path.posix.join(as, path.posix.relative(folder, file)), { mode, mtime });
  }
  archive.end();
  mkdirSync(path.dirname(inRoot(to)), { recursive: true });
  await pipeline(archive.outputStream, createWriteStream(inRoot(to)));
}

/** The files below a folder with their paths from the root, in one order on every machine. */
function filesOf(folder) {
  const entries = readdirSync(inRoot(folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((file) => path.join(file.parentPath, file.name));
  return files.map((file) => path.relative(inRoot(), file).split(path.sep).join('/')).sort();
}
