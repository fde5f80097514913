import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ClickHouseException } from './errors';
import { parseStatement, type InsertStatement, type Statement } from './statement';

/** The data of an INSERT: in memory when short, else in a file. */
export type InsertData = { bytes: Buffer } | { path: string };

/** A request's statement with its data. `discard` removes what it left on disk. */
export interface ReceivedStatement {
  statement: Statement;
  data: InsertData;
  discard(): Promise<void>;
}

const IN_MEMORY = 1024 * 1024;
const LONGEST_IN_MEMORY = 64 * 1024 * 1024;
const LINE_FEED = 0x0a;
const nothing = { bytes: Buffer.alloc(0) };

/**
 * Takes in a whole request body before anything runs, so that a client that goes away half-way inserts nothing and a
 * slow one keeps no session busy. SQL stands in the URL, in the body, or begins in the URL and goes on in the body.
 */
export async function receiveStatement(
  request: IncomingMessage,
  urlSql: string,
  spoolDirectory: string
): Promise<ReceivedStatement> {
  const body = new BodyCollector(Buffer.from(urlSql === '' ? '' : `${urlSql}\n`), spoolDirectory);
  try {
    for await (const chunk of decoded(request)) {
      await body.add(chunk as Buffer);
    }
    return await body.finish();
  } catch (error) {
    await body.discard();
    throw isBrokenEncoding(error)
      ? ClickHouseException.of('INCORRECT_DATA', `The request body could not be read: ${error.message}.`)
      : error;
  }
}

/** Whether zlib or Brotli found what they do not know: Z_DATA_ERROR, ERR__ERROR_FORMAT_… */
function isBrokenEncoding(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(Z|ERR)_/.test(String(error.code));
}

function decoded(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };
  if (encoding === 'identity') {
    return request;
  }
  const decoder = decoders[encoding as keyof typeof decoders];
  if (!decoder) {
    throw ClickHouseException.of('NOT_IMPLEMENTED', `Content-Encoding ${encoding} is not supported.`);
  }
  const stream = decoder();
  request.on('error', (error) => stream.destroy(error));
  return request.pipe(stream);
}

/** Collects SQL and data; what is known to be data of a long INSERT goes to a file. */
class BodyCollector {
  private parts: Buffer[] = [];
  private size: number;
  private file: { handle: FileHandle; path: string; statement: InsertStatement } | undefined;

  constructor(
    sql: Buffer,
    private readonly spoolDirectory: string
  ) {
    this.parts.push(sql);
    this.size = sql.length;
  }

  async add(chunk: Buffer): Promise<void> {
    if (this.file) {
      await this.file.handle.appendFile(chunk);
      return;
    }
    const before = this.size;
    this.parts.push(chunk);
    this.size += chunk.length;
    if (before <= IN_MEMORY && this.size > IN_MEMORY) {
      const all = Buffer.concat(this.parts);
      const insert = insertIn(all);
      if (insert) {
        await this.moveToFile(insert, all.subarray(insert.dataStart));
      }
    }
    if (this.size > LONGEST_IN_MEMORY) {
      throw ClickHouseException.of('QUERY_IS_TOO_LARGE', `A query may be ${LONGEST_IN_MEMORY} bytes long.`);
    }
  }

  async finish(): Promise<ReceivedStatement> {
    const discard = () => this.discard();
    if (this.file) {
      await this.file.handle.close();
      return { statement: this.file.statement, data: { path: this.file.path }, discard };
    }
    const all = Buffer.concat(this.parts);
    const insert = insertIn(all);
    if (!insert) {
      return { statement: parseStatement(all.toString()), data: nothing, discard };
    }
    const { statement } = insert;
    const bytes = all.subarray(insert.dataStart);
    if (isTakenWhole(bytes, statement)) {
      return { statement, data: { bytes }, discard };
    }
    await this.moveToFile(insert, bytes);
    return this.finish();
  }

  async discard(): Promise<void> {
    if (this.file) {
      await this.file.handle.close().catch(() => undefined);
      await rm(this.file.path, { force: true });
    }
  }

  private async moveToFile({ statement }: FoundInsert, data: Buffer): Promise<void> {
    const path = join(this.spoolDirectory, `insert-${randomUUID()}`);
    this.file = { handle: await open(path, 'wx', 0o600), path, statement };
    this.parts = [];
    await this.file.handle.appendFile(data);
  }
}

/**
 * Whether the engine takes data behind a statement for data to their end. Behind an empty line it would go on with
 * SQL, and behind a semicolon in VALUES, so that whoever writes the data would write statements; of a query it takes none. A file is only data.
 */
function isTakenWhole(data: Buffer, { format, selects }: InsertStatement): boolean {
  return !selects && format !== 'Values' && data[0] !== LINE_FEED && !data.includes('\n\n');
}

interface FoundInsert {
  statement: InsertStatement;
  dataStart: number;
}

/** Finds an INSERT and where its data begin, in bytes: the data may be of any encoding, so they are never decoded. */
function insertIn(bytes: Buffer): FoundInsert | undefined {
  // One letter a byte: positions in the text are positions in the bytes.
  const statement = parseStatementOrNothing(bytes.toString('latin1', 0, IN_MEMORY));
  if (statement?.kind !== 'insert') {
    return undefined;
  }
  const head = parseStatement(bytes.toString('utf8', 0, statement.dataStart));
  return head.kind === 'insert' ? { statement: head, dataStart: statement.dataStart } : undefined;
}

function parseStatementOrNothing(sql: string): Statement | undefined {
  try {
    return parseStatement(sql);
  } catch {
    return undefined;
  }
}
