import type * as z from 'zod/mini';

/** Says in words what is wrong at a place, where the contract has no words of its own. */
export function sayIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return `at most ${issue.maximum}${counted(issue.origin)}`;
    case 'unrecognized_keys':
      return `does not belong here: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be of the type ${issue.expected}`;
    default:
      return 'is none of what is known';
  }
}

function tooSmall({ origin, minimum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  return origin === 'string' && minimum === 1 ? 'must not be empty' : `at least ${minimum}${counted(origin)}`;
}

const counted = (origin: string) => ({ string: ' characters', array: ' of them' })[origin] ?? '';
