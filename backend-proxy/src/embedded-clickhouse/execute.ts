import type { Engine } from './engine';
import { ClickHouseException, ErrorCode } from './errors';
import type { QueryOutcome, InsertOutcome } from './native';
import type { InsertData } from './request-body';
import type { QueryRequest } from './request';
import type { ResponseWriter, Summary } from './response';
import { ResultPipe } from './result-pipe';
import type { Session } from './session';
import type { Slot } from './session-pool';
import type { EngineStatement, InsertStatement, RowsStatement } from './statement';

/** A request that is its turn now: what it asks, the place it runs in, and where its result goes. */
export interface Job {
  request: QueryRequest;
  statement: EngineStatement;
  data: InsertData;
  slot: Slot;
  writer: ResponseWriter;
}

/**
 * Runs one statement in a session of its own and writes its result. When `signal` fires, the query is killed; this
 * returns only after it has ended, since a session must not be closed under a running query.
 */
export async function execute(engine: Engine, job: Job, signal: AbortSignal): Promise<Summary> {
  const session = engine.openSession();
  const running = run(session, job, signal);
  const kill = () => void engine.kill(session.tag, running);
  signal.addEventListener('abort', kill, { once: true });
  try {
    return await running;
  } finally {
    signal.removeEventListener('abort', kill);
    session.close();
  }
}

async function run(session: Session, job: Job, signal: AbortSignal): Promise<Summary> {
  const { request, statement, data, writer } = job;
  await session.prepare(request.database, request.assignments);
  // Before the engine knows a query it cannot be killed.
  signal.throwIfAborted();
  if (statement.kind === 'rows') {
    return streamRows(session, statement, job);
  }
  if (statement.kind === 'insert') {
    return written(await insert(session, statement, data));
  }
  if (statement.writes) {
    return written(await session.insert(statement.sql, Buffer.alloc(0)));
  }
  const outcome = await session.query(statement.sql, request.defaultFormat);
  await writer.write(outcome.bytes);
  return read(outcome);
}

async function streamRows(session: Session, statement: RowsStatement, job: Job): Promise<Summary> {
  const { slot, writer, request } = job;
  const pipe = new ResultPipe(slot.pipePath);
  try {
    const query = session.query(statement.writingTo(pipe.path, request.defaultFormat)).finally(() => pipe.finish());
    // Awaited below; until then a failure is nobody's.
    query.catch(() => undefined);
    // Read to the end even if nobody listens any more: a killed query may hang in a full pipe.
    for await (const chunk of pipe.chunks) {
      await writer.write(chunk as Buffer);
    }
    return read(await query);
  } finally {
    pipe.close();
  }
}

async function insert(session: Session, statement: InsertStatement, data: InsertData): Promise<InsertOutcome> {
  try {
    if ('path' in data) {
      return await session.insert(statement.readingFrom(data.path), Buffer.alloc(0));
    }
    return await session.insert(statement.head, data.bytes);
  } catch (error) {
    // A server takes an empty body for no rows.
    if (ClickHouseException.from(error).code === ErrorCode.NO_DATA_TO_INSERT) {
      return { elapsed: 0, rowsWritten: 0, bytesWritten: 0 };
    }
    throw error;
  }
}

const nanoseconds = (seconds: number) => Math.round(seconds * 1e9).toString();

const read = ({ rowsRead, bytesRead, elapsed }: QueryOutcome): Summary => ({
  result_rows: String(rowsRead),
  result_bytes: String(bytesRead),
  elapsed_ns: nanoseconds(elapsed),
});

const written = ({ rowsWritten, bytesWritten, elapsed }: InsertOutcome): Summary => ({
  written_rows: String(rowsWritten),
  written_bytes: String(bytesWritten),
  elapsed_ns: nanoseconds(elapsed),
});
