import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newToken } from './tokens';

/** Where the installation's own token lies in a data directory. */
export function adminTokenFile(dataDir: string): string {
  return join(dataDir, 'admin-token');
}

/** The installation's token; the first call in a data directory writes it, readable by its owner only. */
export async function adminToken(dataDir: string): Promise<string> {
  const file = adminTokenFile(dataDir);
  try {
    await writeFile(file, `${newToken()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
  return (await readFile(file, 'utf8')).trim();
}
