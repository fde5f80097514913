import * as z from 'zod';
import { issuePlace } from '../issue-place';
import type { Place } from '../problem';

// The contract is written in zod/mini, which has no words of its own.
z.config(z.locales.en());

/** Who has more wrong than that mends the first. */
const MOST = 20;

/** What a schema found wrong, as a Problem shows it. */
export function places(error: { issues: readonly z.core.$ZodIssue[] }): Place[] {
  return error.issues.slice(0, MOST).map((issue) => issuePlace(issue));
}

/** The same on one line: `props.team: at most 2000 characters; name: must not be empty`. */
export function inWords(found: readonly Place[]): string {
  return found.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
}
