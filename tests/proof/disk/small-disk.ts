import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of its own, in memory, that can be filled and freed. */
export interface SmallDisk {
  directory: string;
  /** Takes all space but so much. */
  leave(freeBytes: number): Promise<void>;
  /** Gives the space back. */
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** Mounts a small disk; undefined where this user may not, as only root may. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const directory = await mkdtemp(join(tmpdir(), 'fawkes-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory]);
  } catch {
    await rmdir(directory);
    return undefined;
  }
  const ballast = join(directory, 'ballast');
  return {
    directory,
    async leave(freeBytes) {
      const { bavail, bsize } = await statfs(directory);
      const file = await open(ballast, 'a');
      const block = Buffer.alloc(bsize, 1);
      try {
        for (let left = Math.floor((bavail * bsize - freeBytes) / bsize); left > 0; left--) {
          await file.write(block);
        }
      } catch (error) {
        // Somebody else was faster: full is full.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') {
          throw error;
        }
      } finally {
        await file.close();
      }
    },
    free: () => rm(ballast, { force: true }),
    async remove() {
      await run('umount', ['-l', directory]);
      await rmdir(directory);
    },
  };
}
