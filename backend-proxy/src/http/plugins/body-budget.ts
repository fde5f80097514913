import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../problem';

const MIB = 1024 * 1024;
/** Bytes of request bodies at once. Who has no token has a budget of their own, and cannot use up that of those who have. */
const BUDGETS = { public: 32 * MIB, token: 128 * MIB };

/**
 * Bounds the memory of bodies that are read or whose events wait to be stored: many connections with a large body each would
 * otherwise take all there is before the queue of events could say no. More is turned away before it is read.
 */
export const bodyBudget = fp(async (app) => {
  const used = { public: 0, token: 0 };
  const taken = new WeakMap<FastifyRequest, number>();

  // With callbacks: a promise for each hook is felt where thousands of requests come in a second.
  app.addHook('onRequest', (request, _reply, done) => {
    const size = announced(request);
    const budget = budgetOf(request);
    if (used[budget] > 0 && used[budget] + size > BUDGETS[budget]) {
      done(new Problem(503, 'too_much_at_once', 'Too much is being sent at once: send it again in a moment.'));
      return;
    }
    used[budget] += size;
    taken.set(request, size);
    done();
  });

  function release(request: FastifyRequest): void {
    used[budgetOf(request)] -= taken.get(request) ?? 0;
    taken.delete(request);
  }
  app.addHook('onResponse', (request, _reply, done) => {
    release(request);
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    release(request);
    done();
  });
});

function budgetOf({ routeOptions }: FastifyRequest): keyof typeof BUDGETS {
  return routeOptions.config.access === 'public' ? 'public' : 'token';
}

/** Bytes that the body will have; one that does not say is taken for as large as it may be. */
function announced({ headers, routeOptions }: FastifyRequest): number {
  const most = routeOptions.bodyLimit;
  return headers['transfer-encoding'] === undefined ? Math.min(Number(headers['content-length']) || 0, most) : most;
}
