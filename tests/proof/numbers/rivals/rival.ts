import { readFileSync, existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { readQuestions, type ReferenceQuestion, type ReferenceRange } from '../../../../backend-proxy/test/reference';

/** Another database with the same events, which is asked the same questions in its own SQL. */
export interface Rival {
  name: RivalName;
  /** The rows of a statement, numbers as numbers. */
  rows(statement: string): Promise<Array<Record<string, unknown>>>;
  close(): Promise<void>;
}

export const RIVAL_NAMES = ['duckdb', 'postgres'] as const;
type RivalName = (typeof RIVAL_NAMES)[number];

/**
 * How a rival asks a question: from `<kind>.sql`, which both understand and run well, or from `<kind>.duckdb.sql` or
 * `<kind>.postgres.sql`. Undefined where its SQL cannot say it at reasonable length.
 */
export function rivalStatement(
  rival: RivalName,
  question: ReferenceQuestion,
  range: ReferenceRange
): string | undefined {
  const { kind } = question.query;
  const found = [`${kind}.${rival}.sql`, `${kind}.sql`]
    .flatMap(questionsOf)
    .find(({ query, frame }) => isDeepStrictEqual(query, question.query) && frame === question.frame);
  return found?.statement
    .replaceAll('$from', `TIMESTAMP '${range.from.replace('Z', '')}'`)
    .replaceAll('$to', `TIMESTAMP '${range.to.replace('Z', '')}'`);
}

/** The questions of a file beside this one; none where there is no such file. */
export function questionsOf(file: string): ReferenceQuestion[] {
  const url = new URL(file, import.meta.url);
  return existsSync(url) ? readQuestions(readFileSync(url, 'utf8')) : [];
}
