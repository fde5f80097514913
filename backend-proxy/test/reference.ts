import { existsSync, readFileSync } from 'node:fs';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { QUERY_KINDS, type Feature, type Frame, type QueryInput, type QueryKind, type Segment } from '@fawkes/contract';
import type { EmbeddedEngine } from '../src/embedded-clickhouse/index';
import type { ProxyProcess } from './proxy-process';

/** A question without its range, and the statement that answers it by hand. */
export interface ReferenceQuestion {
  query: QueryInput;
  /** The frame whose fields the statement's columns are; the first where not said. */
  frame?: string;
  /** With the parameters workspace, from and to. Its columns have the names of the answer's fields, a label in braces behind. */
  statement: string;
}

/** What the workspace that is asked about defines. */
export const REFERENCE_FEATURES: Feature[] = [
  { name: 'Click', match: { events: ['Click'] } },
  { name: 'Deploy', match: { events: ['Deploy *'] } },
  { name: 'Read guides', match: { paths: ['/page/1*'] } },
  { name: 'Search', match: { events: ['Search'] } },
  { name: 'Sign up', match: { events: ['Signup'] } },
];
export const REFERENCE_SEGMENTS: Segment[] = [
  { name: 'Searchers', rule: { did: { events: ['Search'] }, times: { op: 'gte', count: 3 }, within: '30d' } },
  { name: 'Deployers', rule: { did: { events: ['Deploy *'] }, within: '60d' } },
];

/** Has a proxy's workspace define these instead of what every workspace begins with. */
export async function defineReferences({ ask }: ProxyProcess): Promise<void> {
  const { body } = await ask<{ features: Array<{ name: string; version: number }> }>('/api/v1/features');
  for (const { name, version } of body.features) {
    await ask(`/api/v1/features/${encodeURIComponent(name)}?version=${version}`, { method: 'DELETE' });
  }
  for (const [plural, definitions] of Object.entries({ features: REFERENCE_FEATURES, segments: REFERENCE_SEGMENTS })) {
    for (const definition of definitions) {
      const { status } = await ask(`/api/v1/${plural}`, { body: definition });
      if (status !== 201) {
        throw new Error(`${definition.name} was not defined: status ${status}`);
      }
    }
  }
}

const fileOf = (kind: QueryKind) => new URL(`../src/analytics/${kind}/reference.sql`, import.meta.url);

export const KINDS_WITH_REFERENCE = (Object.keys(QUERY_KINDS) as QueryKind[]).filter((kind) =>
  existsSync(fileOf(kind))
);

/** The questions of a kind's `reference.sql`. */
export function referenceQuestions(kind: QueryKind): ReferenceQuestion[] {
  return readQuestions(readFileSync(fileOf(kind), 'utf8'));
}

/** The questions of a file, each of which stands as JSON in a comment above its statement, perhaps with the frame that is meant. */
export function readQuestions(text: string): ReferenceQuestion[] {
  return [...text.matchAll(/^-- (\{.*\})(?: → (\S+))?\n([^;]+);$/gm)].map(([, query, frame, statement]) => ({
    query: { v: 1, ...JSON.parse(query as string) },
    ...(frame === undefined ? {} : { frame }),
    statement: statement as string,
  }));
}

export interface ReferenceRange {
  /** ISO 8601 in UTC. */
  from: string;
  to: string;
}

/** What a question is about, where whoever asks it thinks of a range: the last days of it, or a moment of its own. */
export function rangeOf({ query }: Pick<ReferenceQuestion, 'query'>, whole: ReferenceRange): ReferenceRange {
  const to = typeof query.asOf === 'string' ? query.asOf : whole.to;
  const days = query.range && 'last' in query.range ? /^(\d+)d$/.exec(query.range.last)?.[1] : undefined;
  const from = days === undefined ? whole.from : new Date(Date.parse(to) - Number(days) * 86_400_000).toISOString();
  return { from, to };
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

/** The frame of an answer that a question means. */
export function frameOf(frames: Frame[], { frame }: Pick<ReferenceQuestion, 'frame'>): Frame {
  const found = frame === undefined ? frames[0] : frames.find(({ schema }) => schema.name === frame);
  if (found === undefined) {
    throw new Error(`there is no frame ${frame} among ${frames.map(({ schema }) => schema.name).join(', ')}`);
  }
  return found;
}

/** The values of a field by its name, which is followed by its label in braces where it has one. */
function valuesOf({ schema, data }: Frame, name: string): Frame['data']['values'][number] | undefined {
  const nameOf = (field: (typeof schema.fields)[number]) => {
    const [label] = Object.values(field.labels ?? {});
    return label === undefined ? field.name : `${field.name}{${label}}`;
  };
  return data.values[schema.fields.findIndex((field) => nameOf(field) === name)];
}

/** What is first found to be otherwise than the statement's columns say, beyond the rounding of sums. */
export function differenceFrom(
  expected: ReadonlyArray<Record<string, unknown>>,
  frame: Frame
): { field: string; said: unknown; expected: unknown } | undefined {
  for (const name of Object.keys(expected[0] ?? {})) {
    const said = valuesOf(frame, name);
    if (said?.length !== expected.length) {
      return { field: name, said: said?.length, expected: expected.length };
    }
    const row = expected.findIndex((one, i) => !isAbout(one[name], said[i]));
    if (row >= 0) {
      return { field: `${name} in row ${row}`, said: said[row], expected: expected[row]?.[name] };
    }
  }
  return undefined;
}

function isAbout(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
    : a === b;
}

/** A question in a few words: its values, without those of what it matches. */
export function titleOf({ query, frame }: Pick<ReferenceQuestion, 'query' | 'frame'>): string {
  const words = (value: unknown, name: string): string[] => {
    if (Array.isArray(value) && name === 'steps') {
      return [`${value.length} steps`];
    }
    return typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) => words(part, key))
      : [String(value)];
  };
  const { v: _, kind, ...own } = query;
  return `${kind}: ${words(own, '').join(' ')}${frame === undefined ? '' : ` (${frame})`}`;
}
