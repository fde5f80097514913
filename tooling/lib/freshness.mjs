import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './root.mjs';

/** Whether `target` exists and is newer than every file at or below `sources` (paths from the root). */
export function isUpToDate(target, sources) {
  const file = inRoot(target);
  return existsSync(file) && newest(sources.map((source) => inRoot(source))) <= statSync(file).mtimeMs;
}

function newest(paths) {
  return Math.max(0, ...paths.filter((one) => existsSync(one)).map(newestBelow));
}

function newestBelow(file) {
  const { mtimeMs } = statSync(file);
  return statSync(file).isDirectory()
    ? newest(
        readdirSync(file)
          .filter((name) => name !== 'node_modules')
          .map((name) => path.join(file, name))
      )
    : mtimeMs;
}
