import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import fp from 'fastify-plugin';

const PATIENCE_MS = 5000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Lets a client read why its upload is refused. A connection that is closed while the client still writes is reset, and
 * what it was sent is lost with it: most clients then tell of a broken pipe. So the answer goes out at once, but it ends
 * only when the rest of the body has been read and thrown away, within bounds.
 */
export const refusedUploads = fp(async (app) => {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || !isUploading(request.raw)) {
      done(null, payload);
      return;
    }
    void reply.headers({ 'content-length': Buffer.byteLength(payload), connection: 'close' });
    done(null, Readable.from(thenDrained(payload, request.raw), { objectMode: false }));
  });
});

function isUploading({ headers, complete }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return hasBody && !complete;
}

async function* thenDrained(payload: string, upload: IncomingMessage): AsyncGenerator<Buffer> {
  yield Buffer.from(payload);
  await drain(upload);
}

/** Reads and forgets what is still to come, until its end, its client's, or that of our patience. */
async function drain(upload: IncomingMessage): Promise<void> {
  const enough = new AbortController();
  const late = setTimeout(() => enough.abort(), PATIENCE_MS);
  let bytes = 0;
  upload.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      enough.abort();
    }
  });
  upload.resume();
  await finished(upload, { signal: enough.signal, writable: false }).catch(() => undefined);
  clearTimeout(late);
}
