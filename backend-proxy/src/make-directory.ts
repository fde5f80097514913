import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it, for its owner only. Node's own way, `recursive`, never returns where the parent is there and the
 * system still says that it is not, as /proc does of all that one would make below it.
 */
export async function makeDirectory(path: string): Promise<void> {
  if (await isDirectory(path)) {
    return;
  }
  await makeDirectory(dirname(path));
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    // Another process was faster.
    if (error.code !== 'EEXIST') {
      throw error;
    }
  });
}

/** False where nothing is there; throws where what is there is no directory. */
async function isDirectory(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isDirectory()) {
      throw new Error(`${path} is no directory`);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return false;
    }
    throw error;
  }
}
