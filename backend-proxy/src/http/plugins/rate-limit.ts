import { createHash } from 'node:crypto';
import { isIPv4 } from 'node:net';
import rateLimiter from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../problem';
import type { AppDeps } from '../deps';
import { EVENT_PATH } from './security';

const MINUTE_MS = 60_000;
/** Who asks first is forgotten first where more than so many ask in a minute. */
const MOST_CALLERS = 20_000;

/**
 * Holds back who asks too much: by address where trackers post, by token at the API, after the token was checked. The proxy's
 * own machine is never held back. Addresses and tokens are kept in memory alone, and for a minute.
 */
export const rateLimit = fp<AppDeps>(async (app, { config }) => {
  await app.register(rateLimiter, { global: false, cache: MOST_CALLERS });
  const common = { timeWindow: MINUTE_MS, ipv6Subnet: 64, cache: MOST_CALLERS };
  const byAddress = app.createRateLimit({ ...common, max: config.rateLimitEvents });
  const byToken = app.createRateLimit({ ...common, max: config.rateLimitApi, keyGenerator: callerOf });

  async function holdBack(request: FastifyRequest, reply: FastifyReply, url: string): Promise<void> {
    if (url === EVENT_PATH && config.rateLimitEvents) {
      const limit = await byAddress(request);
      if (!limit.isAllowed && limit.isExceeded) {
        app.arrivals.limited += 1;
        throw tooMany(reply, limit, 'this address');
      }
    } else if (url.startsWith('/api/v1/') && config.rateLimitApi) {
      const limit = await byToken(request);
      if (!limit.isAllowed && limit.isExceeded) {
        app.arrivals.count(request.workspace, 'limited');
        throw tooMany(reply, limit, 'this token');
      }
    }
  }
  // With a callback: a promise for each hook is felt where thousands of requests come in a second.
  app.addHook('onRequest', (request, reply, done) => {
    const { url } = request.routeOptions;
    if (url === undefined || isOwnMachine(request.ip)) {
      done();
      return;
    }
    holdBack(request, reply, url).then(() => done(), done);
  });
});

/** Without a token, as where anyone may read, it is the address. */
function callerOf({ headers, ip }: FastifyRequest): string {
  const { authorization } = headers;
  return authorization === undefined ? ip : createHash('sha256').update(authorization).digest('base64');
}

function isOwnMachine(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

function tooMany(reply: FastifyReply, { max, ttlInSeconds }: { max: number; ttlInSeconds: number }, who: string) {
  void reply.header('retry-after', ttlInSeconds);
  return new Problem(
    429,
    'too_many_requests',
    `More than ${max} requests a minute from ${who}: go on in ${ttlInSeconds} s, or send more events in a request.`
  );
}
