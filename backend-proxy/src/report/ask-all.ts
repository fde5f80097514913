import type { Answer, QueryInput } from '@fawkes/contract';
import { Problem } from '../problem';

/** A question's answer, or why there is none. */
export type Asked = Answer | Problem;

/**
 * Asks all questions of a page at once. One that fails costs its own panel only; where all fail, what the first says goes
 * for the page, such as that the event store is starting.
 */
export async function askAll<Name extends string>(
  ask: (query: QueryInput) => Promise<Answer>,
  questions: Record<Name, QueryInput>
): Promise<Record<Name, Asked>> {
  const names = Object.keys(questions) as Name[];
  const results = await Promise.all(names.map((name) => ask(questions[name]).catch(problemOnly)));
  if (results.length > 0 && results.every((result) => result instanceof Problem)) {
    throw results[0];
  }
  return Object.fromEntries(names.map((name, i) => [name, results[i]])) as Record<Name, Asked>;
}

/** The answers among what was asked. */
export function answersOf(asked: readonly Asked[]): Answer[] {
  return asked.filter((one): one is Answer => !(one instanceof Problem));
}

function problemOnly(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  throw error;
}
