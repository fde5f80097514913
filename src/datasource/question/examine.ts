import type * as z from 'zod/mini';
import { get, isEmpty } from 'lodash';
import { querySchema } from '@fawkes/contract';
import type { FawkesQuery } from '../types';
import { questionOf } from './members';
import { leftOpen, type Hint } from './leftOpen';
import { sayIssue } from './sayIssue';
import { hasVariable } from './variables';

type Issue = z.core.$ZodIssue;

/** A place in the question, and what is wrong there. */
export interface FieldProblem {
  path: PropertyKey[];
  message: string;
  /** It is merely not done yet: this is said, and no error. */
  hint?: Hint;
}

export interface Findings {
  /** Empty where the query can run. */
  problems: FieldProblem[];
  /** The problems are only what a form leaves unfinished: a name not given yet, a list that is still empty. */
  unfinished: boolean;
  /** Of these, nothing stands yet at one place at least: there is nothing to ask. What is written and wrong can be asked, and is refused. */
  missing: boolean;
}

/** The panel gives the range when it asks; here it only has to be there. */
const ANY_RANGE = { last: '1d' };

/** Holds a saved query against the contract. A text with a variable is given the benefit of the doubt. */
export function examine(query: FawkesQuery): Findings {
  const question = questionOf(query);
  const { error } = querySchema.safeParse({ ...question, range: ANY_RANGE }, { error: sayIssue });
  const issues = (error?.issues ?? [])
    .flatMap((issue) => innermost(issue))
    .filter((issue) => !mayBeRight(issue, question));
  return {
    problems: issues.map(toProblem),
    unfinished: issues.length > 0 && issues.every((issue) => isUnfinished(issue, question)),
    missing: issues.some((issue) => isUnfinished(issue, question) && isMissing(get(question, issue.path))),
  };
}

function toProblem(issue: Issue): FieldProblem {
  const { path, message } = issue;
  const hint = leftOpen(issue);
  return hint === undefined ? { path, message } : { path, message, hint };
}

/** Of the branches of a union, the one that the value was meant for says what is wrong with it. */
function innermost(issue: Issue, above: PropertyKey[] = []): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
    return [{ ...issue, path }];
  }
  const branches = issue.errors.map((branch) => branch.flatMap((inner) => innermost(inner, path)));
  return branches.reduce((best, branch) => (fit(branch) > fit(best) ? branch : best));
}

/** How well a branch fits: the deeper its problems lie, the more of it was right; foreign members speak against it. */
function fit(branch: Issue[]): number {
  const foreign = branch.some((issue) => issue.code === 'unrecognized_keys');
  return Math.max(...branch.map((issue) => issue.path.length)) - (foreign ? 100 : 0);
}

/** A variable may turn out to be any text or number, but never a list or an object. */
function mayBeRight(issue: Issue, question: object): boolean {
  return hasVariable(get(question, issue.path)) && !isStructural(issue);
}

const isStructural = (issue: Issue) =>
  issue.code === 'invalid_type' && ['array', 'object', 'record'].includes(issue.expected);

/** Nothing, an empty text or list, or an object that has not got what it needs. */
function isMissing(value: unknown): boolean {
  return typeof value === 'number' ? false : isEmpty(value) || (typeof value === 'object' && !Array.isArray(value));
}

function isUnfinished(issue: Issue, question: object): boolean {
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'custom':
      return true;
    default:
      // A condition whose value has not been given yet.
      return issue.path.at(-1) === 'value' && get(question, issue.path) === undefined;
  }
}
