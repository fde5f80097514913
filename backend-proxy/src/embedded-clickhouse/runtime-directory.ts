import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const PREFIX = 'embedded-clickhouse-';
/** A socket's address holds 104 bytes on macOS and 108 on Linux, and ends with a zero. */
const LONGEST_ADDRESS = 103;

/** Makes a directory of one start, open to this user only, for the socket and the pipes. */
export async function makeRuntimeDirectory(): Promise<string> {
  const longest = socketIn(join(tmpdir(), `${PREFIX}XXXXXX`));
  return mkdtemp(join(Buffer.byteLength(longest) <= LONGEST_ADDRESS ? tmpdir() : '/tmp', PREFIX));
}

/** Where the engine of this runtime directory listens. */
export function socketIn(directory: string): string {
  return join(directory, 'socket');
}

/** Removes a runtime directory with all that is in it; anything else stays, whatever a lock file says. */
export async function removeRuntimeDirectory(directory: string): Promise<void> {
  if (basename(directory).startsWith(PREFIX)) {
    await rm(directory, { recursive: true, force: true });
  }
}
