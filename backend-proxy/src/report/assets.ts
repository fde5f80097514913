import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that pages link to. Its address holds its content's hash, so that a browser may keep it for good. */
export interface Asset {
  path: string;
  type: string;
  body: string;
}

function asset(file: string, type: string): Asset {
  const body = readFileSync(new URL(file, import.meta.url), 'utf8');
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return { path: `/assets/${hash}/${file}`, type, body };
}

const style = asset('styles.css', 'text/css; charset=utf-8');
const icon = asset('icon.svg', 'image/svg+xml');

export const ASSETS: readonly Asset[] = [style, icon];
export const STYLE_PATH = style.path;
export const ICON_PATH = icon.path;
