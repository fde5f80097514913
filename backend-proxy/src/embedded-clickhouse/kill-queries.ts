import type { Engine } from './engine';
import { ClickHouseException } from './errors';
import type { QueryRequest } from './request';
import type { ResponseWriter, Summary } from './response';
import type { RunningQueries } from './running-queries';
import { quoteText } from './session';
import type { KillStatement } from './statement';

interface Kill {
  engine: Engine;
  running: RunningQueries;
  request: QueryRequest;
  statement: KillStatement;
  writer: ResponseWriter;
}

type Row = Record<'kill_status' | 'query_id' | 'user' | 'query', string> & { elapsed: number };

const STATUS = { TEST: 'unknown_status', ASYNC: 'waiting', SYNC: 'finished' } as const;
/** Enough to know a query by. */
const SHOWN = 4000;

/**
 * Answers KILL QUERY over the queries of this program's clients. The condition may ask for their query_id, user, query and elapsed
 * seconds, and is the engine's to judge. It waits for no place among the queries that run: they may be the ones to be killed.
 */
export async function killQueries({ engine, running, request, statement, writer }: Kill): Promise<Summary> {
  if (request.assignments.some(([name, value]) => name === 'readonly' && value !== '0')) {
    throw ClickHouseException.of('READONLY', 'Cannot execute query in readonly mode.');
  }
  const known = running.list;
  const rows = known.map(({ id, user, sql, begun }): Row => {
    const elapsed = (performance.now() - begun) / 1000;
    return { kill_status: STATUS[statement.mode], query_id: id, user, query: sql.slice(0, SHOWN), elapsed };
  });
  const session = engine.openSession();
  try {
    await session.prepare(request.database, request.assignments);
    const asked = `SELECT query_id FROM (${tableOf(rows)}) WHERE (${statement.condition}\n)`;
    const { bytes } = await session.query(asked, 'JSONCompactEachRow');
    const ids = bytes.toString().split('\n').filter(Boolean);
    const killed = new Set(ids.map((line) => (JSON.parse(line) as [string])[0]));
    if (statement.mode !== 'TEST') {
      const ending = known.filter(({ id }) => killed.has(id));
      ending.forEach((query) => query.cancel());
      await (statement.mode === 'SYNC' && Promise.all(ending.map(({ ended }) => ended)));
    }
    const told = `SELECT * EXCEPT elapsed FROM (${tableOf(rows.filter(({ query_id }) => killed.has(query_id)))})`;
    await writer.write((await session.query(told, statement.format ?? request.defaultFormat)).bytes);
    return { result_rows: String(killed.size) };
  } finally {
    session.close();
  }
}

function tableOf(rows: readonly Row[]): string {
  const columns = quoteText('kill_status String, query_id String, user String, query String, elapsed Float64');
  const tuples = rows.map(({ elapsed, ...texts }) => `(${Object.values(texts).map(quoteText).join(', ')}, ${elapsed})`);
  return `SELECT * FROM ${tuples.length === 0 ? `null(${columns})` : `values(${columns}, ${tuples.join(', ')})`}`;
}
