import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createGzip, type Gzip } from 'node:zlib';
import type { ClickHouseException } from './errors';
import { contentTypeOf } from './formats';

/**
 * Figures of a finished query, as ClickHouse names them. One that the engine does not tell is left out: of the rows that a SELECT
 * read, chDB's binding says nothing.
 */
export type Summary = Partial<
  Record<'result_rows' | 'result_bytes' | 'written_rows' | 'written_bytes' | 'elapsed_ns', string>
>;

export interface ResponseOptions {
  queryId: string;
  format: string;
  gzip: boolean;
  /** So many bytes are held back, for a failure before them to get a proper status. */
  holdBytes: number;
}

/** How long a client may leave a result unread before its query is ended. */
const UNREAD_MS = 60_000;

/** Writes one answer: headers late, rows with back-pressure, and an error so that no short result looks whole. */
export class ResponseWriter {
  private held: Buffer[] = [];
  private heldBytes = 0;
  private gzip: Gzip | undefined;
  private readonly exceptionTag = randomBytes(8).toString('hex');

  constructor(
    private readonly response: ServerResponse,
    private readonly options: ResponseOptions,
    private readonly signal: AbortSignal
  ) {}

  /** Sends a piece of the result. Returns when there is room for more, or when nobody reads any longer. */
  async write(chunk: Buffer): Promise<void> {
    if (this.signal.aborted) {
      return;
    }
    if (!this.response.headersSent) {
      this.held.push(chunk);
      this.heldBytes += chunk.length;
      if (this.heldBytes <= this.options.holdBytes) {
        return;
      }
      this.sendHead();
      chunk = Buffer.concat(this.held.splice(0));
    }
    if (!(this.gzip ?? this.response).write(chunk)) {
      await this.drained();
    }
  }

  /** Ends a result that is whole. */
  finish(summary: Summary): void {
    if (this.response.headersSent) {
      (this.gzip ?? this.response).end();
      return;
    }
    const body = Buffer.concat(this.held);
    this.response.setHeader('X-ClickHouse-Summary', JSON.stringify(summary));
    if (!this.options.gzip) {
      this.response.setHeader('Content-Length', body.length);
    }
    this.sendHead();
    (this.gzip ?? this.response).end(body);
  }

  /** Ends with an error: as the answer if nothing was sent yet, else behind the rows and with a broken connection. */
  fail(exception: ClickHouseException): void {
    if (!this.response.headersSent) {
      sendException(this.response, exception, this.options.queryId);
      return;
    }
    const { exceptionTag: tag } = this;
    const message = exception.message;
    const block = `\r\n__exception__\r\n${tag}\r\n${message}\n${Buffer.byteLength(message) + 1} ${tag}\r\n__exception__\r\n`;
    // Without the last chunk of the transfer, every client sees that the body is not whole, whatever its format.
    const cut = () => setImmediate(() => this.response.socket?.destroySoon());
    if (this.gzip) {
      this.gzip.write(block);
      this.gzip.flush(cut);
    } else {
      this.response.write(block, cut);
    }
  }

  private sendHead(): void {
    const { response, options } = this;
    setCommonHeaders(response, options.queryId);
    response.setHeader('Content-Type', contentTypeOf(options.format));
    response.setHeader('X-ClickHouse-Format', options.format);
    response.setHeader('X-ClickHouse-Exception-Tag', this.exceptionTag);
    if (options.gzip) {
      response.setHeader('Content-Encoding', 'gzip');
      this.gzip = createGzip({ level: 3 });
      this.gzip.pipe(response);
    }
    response.writeHead(200);
  }

  private async drained(): Promise<void> {
    const target = this.gzip ?? this.response;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        target.off('drain', done);
        this.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(() => this.response.destroy(), UNREAD_MS);
      target.on('drain', done);
      this.signal.addEventListener('abort', done);
    });
  }
}

/** Answers with an error, as ClickHouse does. */
export function sendException(response: ServerResponse, exception: ClickHouseException, queryId?: string): void {
  setCommonHeaders(response, queryId);
  response.setHeader('X-ClickHouse-Exception-Code', exception.code);
  response.setHeader('Content-Type', 'text/plain; charset=UTF-8');
  response.writeHead(exception.status).end(`${exception.message}\n`);
}

function setCommonHeaders(response: ServerResponse, queryId: string | undefined): void {
  response.setHeader('X-ClickHouse-Server-Display-Name', 'embedded');
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  // An id out of a URL may hold what a header must not.
  if (queryId !== undefined && /^[\x21-\x7e]+$/.test(queryId)) {
    response.setHeader('X-ClickHouse-Query-Id', queryId);
  }
}
