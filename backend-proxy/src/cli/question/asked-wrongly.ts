import type { ProblemDocument } from '@fawkes/contract';
import { CliError } from '../cli-error';
import { Refused } from '../client';

/** Statuses that say that the question is wrong, rather than that it cannot be answered now. */
const WRONG = new Set([400, 404, 422]);

/** A problem with a question in one line, which names each place. */
export function questionError({
  detail,
  errors = [],
  status,
}: Pick<ProblemDocument, 'detail' | 'errors' | 'status'>): CliError {
  const places = errors.map(({ path, message }) => [path, message].filter(Boolean).join(': ')).join('; ');
  return new CliError(places === '' ? detail : `${detail} (${places})`, WRONG.has(status) ? 2 : 1);
}

/** Any error of a request that asks something. */
export function explained(error: unknown): unknown {
  return error instanceof Refused ? questionError(error.problem) : error;
}
