import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../problem';
import { allows, identify, type Caller } from '../access';
import type { AppDeps } from '../deps';
import { PageSessions } from '../page-sessions';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who looks at the proxy's own page. */
    visitor: Caller;
  }
}

/**
 * Lets browsers in to routes whose access is `page`: by a link with a token, which becomes a session at once and leaves the
 * address, then by the session's cookie. The cookie is read here only, so that it opens no other door to a forged request.
 */
export const pageSession = fp<AppDeps>(async (app: FastifyInstance, deps) => {
  const sessions = new PageSessions(deps.now);
  app.decorateRequest('visitor');

  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.access !== 'page') {
      return;
    }
    void reply.header('cache-control', 'no-store');
    const { token, ...choices } = request.query as Record<string, unknown>;
    if (token === undefined) {
      const id = sessionIn(request);
      await enter(request, id && sessions.tokenOf(id), choices['workspace']);
      return;
    }
    if (typeof token !== 'string') {
      throw new Problem(400, 'one_token', 'The link holds more than one token.');
    }
    await enter(request, token, choices['workspace']);
    setSession(request, reply, sessions.open(token));
    return reply.redirect(withoutToken(request, choices), 303);
  });

  async function enter(request: FastifyRequest, token: string | undefined, workspace: unknown): Promise<void> {
    const asked = typeof workspace === 'string' && workspace !== '' ? workspace : undefined;
    const caller = await identify({ token, workspace: asked }, deps);
    if (!allows(caller, 'read')) {
      throw new Problem(
        403,
        'role_not_enough',
        `This page needs a token that may read; this one has the role ${caller.role}.`
      );
    }
    request.visitor = caller;
  }
});

/** Browsers keep one set of cookies for all ports of a host: the port keeps two proxies on one machine apart. */
function cookieName(request: FastifyRequest): string {
  return `fawkes_page_${request.socket.localPort ?? 0}`;
}

function sessionIn(request: FastifyRequest): string | undefined {
  const cookies = request.headers.cookie?.split(/; */) ?? [];
  const start = `${cookieName(request)}=`;
  return cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
}

function setSession(request: FastifyRequest, reply: FastifyReply, id: string): void {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  void reply.header('set-cookie', `${cookieName(request)}=${id}; Path=/; HttpOnly; SameSite=Strict${secure}`);
}

/** The same page without the token, so that it stays neither in the history nor in what is sent on as the referrer. */
function withoutToken(request: FastifyRequest, choices: Record<string, unknown>): string {
  const kept = Object.entries(choices).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const query = new URLSearchParams(kept).toString();
  return (request.routeOptions.url ?? '/') + (query === '' ? '' : `?${query}`);
}
