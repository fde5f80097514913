import { existsSync } from 'node:fs';
import { outputOf } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium on this machine: `CHROMIUM_PATH`, else from the PATH; undefined where there is none. */
export function findChromium(env = process.env) {
  const candidates = [env.CHROMIUM_PATH, ...NAMES.map((name) => outputOf('which', [name]))];
  return candidates.find((file) => file && existsSync(file));
}
