import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ROOT } from '../../tooling/lib/root.mjs';

/** The parts of a Compose file that the tests look at. */
export interface ComposeFile {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

export interface Service {
  image?: string;
  build?: { context: string; target: string };
  ports?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  entrypoint?: string[];
}

export function textOf(file: string): string {
  return readFileSync(`${ROOT}/${file}`, 'utf8');
}

export function composeFile(file: string): ComposeFile {
  return parse(textOf(file)) as ComposeFile;
}

/** What Compose puts in the place of `${NAME:-default}` where the environment has none of it. */
export function withDefaults(text: string): string {
  return text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1').replaceAll('$$', '$');
}

/** The names of the variables that a text reads. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name as string);
}
