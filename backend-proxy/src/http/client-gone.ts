import type { FastifyReply } from 'fastify';

/**
 * Aborts when the client goes away before it has its answer. Fastify's `request.signal` does not tell that of a request
 * with a body: it listens to the request's stream, which closes as soon as the body has been read.
 */
export function clientGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) {
      gone.abort();
    }
  });
  return gone.signal;
}
