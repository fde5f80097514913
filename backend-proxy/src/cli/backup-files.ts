import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '@fawkes/contract';

export const MANIFEST = 'manifest.json';
export const CATALOG = 'catalog.jsonl';
/** A backup of a large installation is a matter of hours. */
export const PATIENCE_MS = 6 * 3_600_000;

type ListedFile = Manifest['files'][number];

/** Writes a file of a backup: under its name it is whole, and would survive a loss of power. */
export async function writeFile(
  directory: string,
  name: string,
  content: AsyncIterable<Uint8Array>
): Promise<ListedFile> {
  const path = join(directory, name);
  const half = `${path}.partial`;
  const hash = createHash('sha256');
  let bytes = 0;
  // For the user's eyes only, as what it was made of.
  const file = await open(half, 'w', 0o600);
  try {
    for await (const piece of content) {
      hash.update(piece);
      bytes += piece.length;
      await file.writeFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, path);
  return { name, bytes, sha256: hash.digest('hex') };
}

/** What is wrong with a file; undefined where it is as it was written. */
export async function faultOf(directory: string, { name, bytes, sha256 }: ListedFile): Promise<string | undefined> {
  const hash = createHash('sha256');
  let read = 0;
  try {
    for await (const piece of createReadStream(join(directory, name))) {
      hash.update(piece as Buffer);
      read += (piece as Buffer).length;
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is missing' : (error as Error).message;
  }
  return read === bytes && hash.digest('hex') === sha256 ? undefined : 'is not as it was written';
}
