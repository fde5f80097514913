import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../problem';
import { allows, identify, type Access, type Caller } from '../access';
import type { AppDeps } from '../deps';
import { grafanaAsker } from './grafana-asker';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. */
    access?: Access;
  }
  interface FastifyRequest {
    /** The caller's workspace, from the token; never from the body. Empty on public routes. */
    workspace: string;
    /** Who calls, for the audit. Empty on public routes. */
    actor: string;
    /** What the caller's token may; `anonymous` on public routes. */
    role: Caller['role'];
  }
}

/** Lets a request through to its route only where its token may. A route that does not say who may call it is not registered. */
export const auth = fp<AppDeps>(async (app: FastifyInstance, deps) => {
  app.decorateRequest('workspace', '');
  app.decorateRequest('actor', '');
  app.decorateRequest('role', 'anonymous');
  app.addHook('onRoute', ({ config, url, method }) => {
    if (config?.access === undefined && method !== 'OPTIONS') {
      throw new Error(`${[method].flat().join()} ${url} does not say who may call it`);
    }
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    // Before the body is read: strangers do not upload. No access means no route, which is answered by 404.
    // Pages let visitors in by themselves (page-session.ts): a browser sends no header with a token.
    if (access === undefined || access === 'public' || access === 'page') {
      return;
    }
    const caller = await identify({ token: bearer(request), workspace: header(request, 'x-workspace') }, deps);
    if (!allows(caller, access)) {
      throw notEnough(caller, access);
    }
    request.workspace = caller.workspace;
    const user = grafanaAsker(request)?.user;
    request.actor = user === undefined ? caller.actor : `${caller.actor}, in Grafana ${user}`;
    request.role = caller.role;
  });
});

function notEnough({ role, workspace }: Caller, access: Access): Problem {
  const has =
    role === 'anonymous'
      ? `without a token the workspace ${JSON.stringify(workspace)} may be read, and no more: send one.`
      : `the token has ${role}.`;
  return new Problem(403, 'role_not_enough', `This needs ${WORDS[access] ?? `the role ${access}`}; ${has}`);
}

/** What is no role of a token in a workspace. */
const WORDS: Partial<Record<Access, string>> = { installation: 'a token of the installation' };

/** The token that the request carries. Throws a Problem 401 where it is written otherwise than as a bearer token. */
export function bearer(request: FastifyRequest): string | undefined {
  const text = request.headers.authorization;
  if (text === undefined) {
    return undefined;
  }
  const token = /^Bearer +(\S+)$/i.exec(text)?.[1];
  if (token === undefined) {
    throw new Problem(401, 'bad_token', 'Send the token as Authorization: Bearer <token>.');
  }
  return token;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
