import * as z from 'zod';
import type { Place } from './problem';

// The contract is written with zod/mini, which brings no words of its own. What stands where nothing is known is said with what is.
z.config({
  ...z.locales.en(),
  customError: (issue) => (issue.code === 'unrecognized_keys' ? knownKeys(issue.inst) : undefined),
});

const LONGEST = 100;
const MOST_KEYS = 10;

/** A text of the caller's as a message shows it: a key may be a megabyte long. */
export function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** An issue of zod as a place of a Problem, at a path that may begin outside what the schema saw. */
export function issuePlace(issue: z.core.$ZodIssue, path: readonly PropertyKey[] = issue.path): Place {
  return { path: path.map((key) => shortened(String(key))).join('.'), message: messageOf(issue) };
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_key':
      return `this name cannot be: ${issue.issues[0]?.message ?? issue.message}`;
    case 'unrecognized_keys':
      return `Unrecognized key${issue.keys.length > 1 ? 's' : ''}: ${listed(issue.keys)}; ${issue.message}`;
    default:
      return issue.message;
  }
}

function knownKeys(schema: z.core.$ZodRawIssue['inst']): string {
  const { shape = {} } = (schema?._zod.def ?? {}) as { shape?: object };
  return `there can be ${Object.keys(shape).join(', ')}`;
}

function listed(keys: readonly string[]): string {
  const shown = keys.slice(0, MOST_KEYS).map((key) => JSON.stringify(shortened(key)));
  return [...shown, ...(keys.length > MOST_KEYS ? ['…'] : [])].join(', ');
}
