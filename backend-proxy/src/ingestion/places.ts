import * as z from 'zod';
import type { Place } from '../problem';

// The contract is written in zod/mini, which has no words of its own.
z.config(z.locales.en());

interface Issue {
  path: PropertyKey[];
  message: string;
}

/** What a schema found wrong, as a Problem shows it. */
export function places(error: { issues: readonly Issue[] }): Place[] {
  return error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}

/** The same on one line: `props.team: at most 2000 characters; name: must not be empty`. */
export function inWords(found: readonly Place[]): string {
  return found.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
}
