import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { QUERY_KINDS } from '@fawkes/contract';
import { CliError } from '../cli-error';
import { readCondition } from './conditions';
import type { QuestionOptions } from './options';

type Query = Record<string, unknown>;

/** The query that was asked for, by its JSON or its kind, with what the options say over it. The proxy judges it. */
export async function readQuestion(question: string, options: QuestionOptions): Promise<Query> {
  const query = Object.hasOwn(QUERY_KINDS, question) ? { v: 1, kind: question } : await readJson(question);
  return { range: { last: '7d' }, ...query, ...fields(query, options) };
}

async function readJson(question: string): Promise<Query> {
  const content = question.trimStart().startsWith('{') ? question : await contentOf(question);
  try {
    const query: unknown = JSON.parse(content);
    if (typeof query === 'object' && query !== null && !Array.isArray(query)) {
      return query as Query;
    }
  } catch {
    // Said below.
  }
  throw new CliError(`${question === '-' ? 'Standard input' : question}: expected one query as JSON.`, 2);
}

async function contentOf(question: string): Promise<string> {
  if (question === '-') {
    return text(process.stdin);
  }
  try {
    return await readFile(question, 'utf8');
  } catch {
    const kinds = Object.keys(QUERY_KINDS).join(', ');
    throw new CliError(`${question} is neither a kind of question (${kinds}) nor a file that can be read.`, 2);
  }
}

function fields(query: Query, options: QuestionOptions): Query {
  const { measure, by, funnel, experiment, interval, timezone, site, where, asOf } = options;
  const given = {
    ...{ funnel, experiment, interval, timezone, site, asOf },
    measures: measure?.map((name) => ({ measure: name })),
    ...(by === undefined ? {} : breakdown(String(query['kind']), by)),
    range: options.range === undefined ? undefined : range(options.range),
    filter: where === undefined ? undefined : { and: where.map(readCondition) },
    compare: options.compare ? 'previous' : undefined,
    limit: options.limit === undefined ? undefined : valueOf(options.limit),
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...said, ...(options.set ?? []).map(field)]);
}

/** What `top` ranks is its property; the other kinds break their numbers down. */
function breakdown(kind: string, property: string): Query {
  return kind === 'top' ? { property } : { breakdown: { property } };
}

function range(text: string): Query {
  const [from, to] = text.split('..');
  return from !== undefined && to !== undefined ? { from: instant(from), to: instant(to) } : { last: text };
}

/** A day alone is its midnight in UTC. */
function instant(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
}

function field(text: string): [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new CliError(`--set ${text}: expected a field and a value, such as counting=session.`, 2);
  }
  return [text.slice(0, at), valueOf(text.slice(at + 1))];
}

/** JSON where it is some, else the text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
