import path from 'node:path';

/** The repository's root, whatever the current directory is. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** A path inside the repository. */
export const inRoot = (...parts) => path.join(ROOT, ...parts);
