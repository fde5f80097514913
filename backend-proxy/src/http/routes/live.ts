import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { State, Watching } from '../../live';
import { Problem } from '../../problem';
import { clientGone } from '../client-gone';
import type { AppDeps } from '../deps';
import { toProblem } from '../plugins/problems';
import { anyProblem, documentedAs } from '../schemas';

/** A comment as often as this tells both ends, and whatever stands between them, that the other is there. */
const HEARTBEAT_MS = 15_000;
const HEARTBEAT = ': still here\n\n';

/**
 * `POST /api/v1/live`: the answer to a query as server-sent events. Each event is the whole window and replaces the one before, so
 * that a reader that was slow, or connects anew, has missed nothing.
 */
export const liveRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { live }) => {
  const schema = {
    summary: 'Watch a question',
    description:
      'For a query of the kinds trends or events with `"live": true`. Server-sent events: `answer` with an answer as `POST /api/v1/query` gives it, at once and whenever it has changed, about once a second at most; `problem` with a problem document while it cannot be computed. What is wrong from the beginning is answered with its status.',
    tags: ['questions'],
    produces: ['text/event-stream'],
    body: documentedAs('Query'),
    response: { 200: z.any(), ...anyProblem },
  };
  app.addHook('preClose', async () => live.stop());
  app.post('/api/v1/live', { schema, config: { access: 'read' } }, async (request, reply) => {
    const signal = AbortSignal.any([clientGone(reply), live.stopping]);
    const watching = live.watch(request.workspace, request.body);
    // A stream that nobody has read from yet does not come to its end.
    signal.addEventListener('abort', () => watching.leave(), { once: true });
    try {
      const first = await firstOf(watching, signal);
      return await reply
        .type('text/event-stream')
        .header('cache-control', 'no-store')
        // Nginx keeps answers back until they are whole, but for those that say this.
        .header('x-accel-buffering', 'no')
        .send(Readable.from(eventsOf(watching, first, signal), { objectMode: false, highWaterMark: 1 }));
    } catch (error) {
      watching.leave();
      throw error;
    }
  });
};

/** Throws what is wrong from the beginning. */
async function firstOf(watching: Watching, signal: AbortSignal): Promise<State> {
  for (;;) {
    const state = await watching.after(0, signal, HEARTBEAT_MS);
    if (state?.error) {
      throw state.error;
    }
    if (state) {
      return state;
    }
    if (signal.aborted) {
      throw new Problem(499, 'cancelled', 'Nobody waits for the answer any more.');
    }
  }
}

/** Made as they are read: whoever reads slowly gets the newest window, not all that there were. */
async function* eventsOf(watching: Watching, first: State, signal: AbortSignal): AsyncGenerator<string> {
  try {
    yield eventOf(first);
    for (let seen = first.number; !signal.aborted;) {
      const state = await watching.after(seen, signal, HEARTBEAT_MS);
      seen = state?.number ?? seen;
      if (!signal.aborted) {
        yield state === undefined ? HEARTBEAT : eventOf(state);
      }
    }
  } finally {
    watching.leave();
  }
}

function eventOf({ answer, error }: State): string {
  return error === undefined
    ? `event: answer\ndata: ${JSON.stringify(answer)}\n\n`
    : `event: problem\ndata: ${JSON.stringify(toProblem(error).document())}\n\n`;
}
