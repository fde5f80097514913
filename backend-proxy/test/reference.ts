import { existsSync, readFileSync } from 'node:fs';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { QUERY_KINDS, type Frame, type QueryInput, type QueryKind } from '@fawkes/contract';
import type { EmbeddedEngine } from '../src/embedded-clickhouse/index';

/** A question without its range, and the statement that answers it by hand. */
export interface ReferenceQuestion {
  query: QueryInput;
  /** With the parameters workspace, from and to. Its columns have the names of the answer's fields. */
  statement: string;
}

const fileOf = (kind: QueryKind) => new URL(`../src/analytics/${kind}/reference.sql`, import.meta.url);

export const KINDS_WITH_REFERENCE = (Object.keys(QUERY_KINDS) as QueryKind[]).filter((kind) =>
  existsSync(fileOf(kind))
);

/** The questions of a kind's `reference.sql`, each of which stands as JSON in a comment above its statement. */
export function referenceQuestions(kind: QueryKind): ReferenceQuestion[] {
  const text = readFileSync(fileOf(kind), 'utf8');
  return [...text.matchAll(/^-- (\{.*\})\n([^;]+);$/gm)].map(([, query, statement]) => ({
    query: { v: 1, ...JSON.parse(query as string) },
    statement: statement as string,
  }));
}

export interface ReferenceRange {
  /** ISO 8601 in UTC. */
  from: string;
  to: string;
}

/** The rows that the statement gives, straight from the engine. */
export async function runReference(
  client: ClickHouseClient,
  { statement }: ReferenceQuestion,
  workspace: string,
  { from, to }: ReferenceRange
): Promise<Array<Record<string, unknown>>> {
  const result = await client.query({
    query: statement,
    query_params: { workspace, from: new Date(from), to: new Date(to) },
    format: 'JSONEachRow',
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
  });
  return result.json();
}

/** A client of the bare engine, in the database of the events. */
export function bareClient({ url, username, password, agent }: EmbeddedEngine['connection']): ClickHouseClient {
  return createClient({ url, username, password, http_agent: agent, database: 'fawkes' });
}

/** The first field whose values are not those of the statement's column of its name, beyond the rounding of sums. */
export function differingField(
  expected: ReadonlyArray<Record<string, unknown>>,
  { schema, data }: Frame
): string | undefined {
  return Object.keys(expected[0] ?? {}).find((name) => {
    const said = data.values[schema.fields.findIndex((field) => field.name === name)];
    return said?.length !== expected.length || !expected.every((row, i) => isAbout(row[name], said[i]));
  });
}

function isAbout(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.abs(a) : a === b;
}
