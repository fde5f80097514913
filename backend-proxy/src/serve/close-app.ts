import type { FastifyInstance } from 'fastify';

/** How long requests under way are waited for. */
const PATIENCE_MS = 4000;
const LOOK_MS = 50;

/** Takes no more requests and answers those under way; one that takes too long is cut off, which ends its query too. */
export async function closeApp(app: FastifyInstance): Promise<void> {
  // A connection that was kept alive for its next request holds the server open until someone closes it.
  const idle = setInterval(() => app.server.closeIdleConnections(), LOOK_MS);
  const late = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
}
