/** One token of SQL outside of brackets, comments and white space. */
export interface Token {
  kind: 'word' | 'quoted' | 'symbol';
  /** Upper case for a word, as written for everything else. */
  text: string;
  start: number;
  end: number;
}

const skipped = /\s+|--[^\n]*|#[ !][^\n]*/y;
const quoted = /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`\\]|\\[\s\S]|``)*`|\$(\w*)\$[\s\S]*?\$\1\$/y;
const word = /[\p{L}_][\p{L}\p{N}_]*|[0-9][\w.]*/uy;

function match(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : at;
}

function endOfComment(sql: string, at: number): number {
  // ClickHouse nests comments.
  let depth = 0;
  for (let i = at; i < sql.length - 1; i++) {
    const pair = sql.slice(i, i + 2);
    if (pair === '/*' || pair === '*/') {
      depth += pair === '/*' ? 1 : -1;
      i++;
      if (depth === 0) {
        return i + 1;
      }
    }
  }
  return sql.length;
}

/**
 * Walks the outermost level of a statement. It does not parse SQL: it only finds the few words (FORMAT, SETTINGS,
 * VALUES, …) that decide how the statement is sent to the engine, and never mistakes text or a comment for them.
 */
export function* outerTokens(sql: string): Generator<Token> {
  let depth = 0;
  for (let at = 0; at < sql.length;) {
    const start = at;
    if ((at = match(skipped, sql, at)) > start) {
      continue;
    }
    if (sql.startsWith('/*', at)) {
      at = endOfComment(sql, at);
      continue;
    }
    let kind: Token['kind'] = 'symbol';
    if ((at = match(quoted, sql, at)) > start) {
      kind = 'quoted';
    } else if ((at = match(word, sql, at)) > start) {
      kind = 'word';
    } else {
      at++;
    }
    const text = sql.slice(start, at);
    const opens = kind === 'symbol' && '([{'.includes(text);
    depth -= kind === 'symbol' && ')]}'.includes(text) ? 1 : 0;
    if (depth <= 0) {
      yield { kind, text: kind === 'word' ? text.toUpperCase() : text, start, end: at };
    }
    depth += opens ? 1 : 0;
  }
}
