import { ClickHouseException } from './errors';
import { outerTokens, type Token } from './sql-tokens';

/** A query whose rows are streamed out. */
export interface RowsStatement {
  kind: 'rows';
  sql: string;
  format: string | undefined;
  /** The statement with its result written to a pipe, in this format unless it names one itself. */
  writingTo(path: string, defaultFormat: string): string;
}

/** An INSERT whose data stand behind it, in the body of the request. */
export interface InsertStatement {
  kind: 'insert';
  /** The statement up to its data. */
  head: string;
  format: string;
  /** Where in the text the data begin. */
  dataStart: number;
  /** The data go through a query (INSERT … SELECT … FROM input(…)): the embedded engine finds them in a file alone. */
  selects: boolean;
  /** The statement reading its data from a file. */
  readingFrom(path: string): string;
}

/** Everything else: its answer is short. */
export interface CommandStatement {
  kind: 'command';
  sql: string;
  format: string | undefined;
  /** An INSERT … SELECT and its like: rows are counted. */
  writes: boolean;
}

/** KILL QUERY: this program knows the ids that its clients gave their queries, and the engine does not. */
export interface KillStatement {
  kind: 'kill';
  /** What stands behind WHERE. */
  condition: string;
  mode: 'SYNC' | 'ASYNC' | 'TEST';
  format: string | undefined;
}

/** What the engine runs. */
export type EngineStatement = RowsStatement | InsertStatement | CommandStatement;
export type Statement = EngineStatement | KillStatement;

const quote = (path: string) => `'${path.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Finds out what a text of SQL asks for; refuses what ClickHouse's HTTP interface refuses too. */
export function parseStatement(sql: string): Statement {
  const tokens: Token[] = [];
  for (const token of outerTokens(sql)) {
    const insert = token.kind === 'word' && dataStatement(sql, tokens, token);
    if (insert) {
      return insert;
    }
    tokens.push(token);
  }
  const end = trimSemicolons(tokens);
  const first = tokens[0];
  if (!first) {
    throw ClickHouseException.of('SYNTAX_ERROR', 'Syntax error: Empty query.');
  }
  refuseFiles(tokens);
  const text = sql.slice(0, end);
  const format = formatClause(sql, tokens);
  const writes = tokens.some((token, i) => token.text === 'INSERT' && tokens[i + 1]?.text === 'INTO');
  if (!writes && ['SELECT', 'WITH', 'FROM', '('].includes(first.text)) {
    return {
      kind: 'rows',
      sql: text,
      format: format?.name,
      writingTo: (path, defaultFormat) => {
        const into = `\nINTO OUTFILE ${quote(path)} TRUNCATE COMPRESSION 'none' `;
        return format
          ? text.slice(0, format.start) + into + text.slice(format.start)
          : `${text}${into}FORMAT ${defaultFormat}`;
      },
    };
  }
  return killStatement(text, tokens, format) ?? { kind: 'command', sql: text, format: format?.name, writes };
}

function killStatement(sql: string, tokens: Token[], format: FormatClause | undefined): KillStatement | undefined {
  const [kill, query, where] = tokens;
  if (!isWord(kill, 'KILL') || !isWord(query, 'QUERY') || !where || !isWord(where, 'WHERE')) {
    return undefined;
  }
  const last = tokens.findLast(({ start }) => format === undefined || start < format.start);
  const named = (['SYNC', 'ASYNC', 'TEST'] as const).find((mode) => isWord(last, mode));
  const end = named === undefined ? format?.start : last?.start;
  return { kind: 'kill', condition: sql.slice(where.end, end), mode: named ?? 'ASYNC', format: format?.name };
}

/** The text before the closing semicolons, and an error for a second statement behind them. */
function trimSemicolons(tokens: Token[]): number {
  const at = tokens.findIndex((token) => token.text === ';');
  if (at >= 0 && tokens.slice(at).some((token) => token.text !== ';')) {
    throw ClickHouseException.of('SYNTAX_ERROR', 'Syntax error (Multi-statements are not allowed).');
  }
  const semicolon = tokens[at];
  tokens.length = at >= 0 ? at : tokens.length;
  return semicolon?.start ?? Infinity;
}

function refuseFiles(tokens: Token[]): void {
  const file = tokens.find((token) => token.text === 'OUTFILE' || token.text === 'INFILE');
  const before = file && tokens[tokens.indexOf(file) - 1]?.text;
  if (before === 'INTO' || before === 'FROM') {
    throw ClickHouseException.of('NOT_IMPLEMENTED', 'Files of the server are not reachable over HTTP.');
  }
}

interface FormatClause {
  name: string;
  start: number;
}

/** The closing `FORMAT name`, which only SETTINGS may follow; a column or function of that name is none. */
function formatClause(sql: string, tokens: Token[]): FormatClause | undefined {
  for (let i = tokens.length - 2; i > 0; i--) {
    const [clause, name, next] = [tokens[i], tokens[i + 1], tokens[i + 2]];
    if (clause?.text === 'FORMAT' && clause.kind === 'word' && name?.kind === 'word') {
      return !next || next.text === 'SETTINGS'
        ? { name: sql.slice(name.start, name.end), start: clause.start }
        : undefined;
    }
  }
  return undefined;
}

const isWord = (token: Token | undefined, text: string) => token?.kind === 'word' && token.text === text;

/** The word of an INSERT that names the form of its data: VALUES, or the FORMAT before its name. */
function dataClause(sql: string, before: Token[], token: Token): Token | undefined {
  if (!isWord(before[0], 'INSERT')) {
    return undefined;
  }
  const isFormat = isWord(before.at(-1), 'FORMAT') && before.length > 3;
  // Behind SELECT these words may be names of columns; only its function input() takes data.
  if (before.some((other) => isWord(other, 'SELECT'))) {
    return isFormat && inputCall(sql, before) ? before.at(-1) : undefined;
  }
  return isFormat ? before.at(-1) : isWord(token, 'VALUES') && before.length > 2 ? token : undefined;
}

/** The INSERT that `token` completes, if it is the word behind which its data begin. */
function dataStatement(sql: string, before: Token[], token: Token): InsertStatement | undefined {
  const clause = dataClause(sql, before, token);
  if (!clause) {
    return undefined;
  }
  refuseFiles(before);
  const isValues = clause === token;
  const input = inputCall(sql, before);
  const clauses = before.find((other) => isWord(other, 'SETTINGS')) ?? clause;
  const tail = isValues
    ? `${sql.slice(clauses.start, token.start)} FORMAT Values`
    : sql.slice(clauses.start, token.end);
  const gap = /^[ \t\f]*(?:\r?\n)?/.exec(sql.slice(token.end, token.end + 1000))?.[0].length ?? 0;
  const format = isValues ? 'Values' : sql.slice(token.start, token.end);
  return {
    kind: 'insert',
    head: sql.slice(0, token.end),
    format,
    dataStart: token.end + gap,
    selects: input !== undefined,
    readingFrom: (path) =>
      input
        ? `${sql.slice(0, input.start)}file(${quote(path)}, ${format}, ${sql.slice(input.end, clause.start)}`
        : `${sql.slice(0, clauses.start)} FROM INFILE ${quote(path)} COMPRESSION 'none' ${tail}`,
  };
}

/** Where a query calls input(), also within brackets: from the name to behind the opening bracket. */
function inputCall(sql: string, tokens: readonly Token[]): { start: number; end: number } | undefined {
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (isWord(token, 'INPUT') && next?.text === '(') {
      return { start: token.start, end: next.end };
    }
    if (token.text === '(' && next) {
      const inner = sql.slice(token.end, next.start);
      const call = inputCall(inner, [...outerTokens(inner)]);
      if (call) {
        return { start: token.end + call.start, end: token.end + call.end };
      }
    }
  }
  return undefined;
}
