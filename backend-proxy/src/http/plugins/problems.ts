import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../problem';

/** Every error of every route leaves as a problem document (RFC 9457). */
export const problems = fp(async (app) => {
  const routes = rememberRoutes(app);
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onRequest', (_request, _reply, done) => {
    done(stopping ? STOPPING : undefined);
  });
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request);
    const methods = routes.filter((route) => route.pattern.test(path)).map((route) => route.method);
    if (methods.length === 0) {
      throw new Problem(404, 'not_found', `There is no ${path} here; GET /docs lists what there is.`);
    }
    void reply.header('allow', methods.join(', '));
    throw new Problem(405, 'method_not_allowed', `${path} takes ${methods.join(', ')}, not ${request.method}.`);
  });
});

const STOPPING = new Problem(503, 'stopping', 'The proxy is stopping: send the request again in a moment.');

/** The engine is back from a crash within this time, as a rule. */
const RETRY_SECONDS = 5;

/** Sends any error as a problem; what is not meant for the caller goes to the log instead. */
export function sendProblem(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error);
  if (problem.status >= 500 && !(error instanceof Problem)) {
    request.log.error({ err: error }, 'a request failed');
  }
  if (problem.status === 401) {
    void reply.header('www-authenticate', 'Bearer');
  }
  if (problem.status === 503) {
    void reply.header('retry-after', RETRY_SECONDS);
  }
  return (
    reply
      .code(problem.status)
      .type('application/problem+json')
      // Past the serializer of the route: the document is the same everywhere.
      .serializer(JSON.stringify)
      .send(problem.document())
  );
}

/** The Problem a caller may see for any error. */
export function toProblem(error: Error): Problem {
  if (error instanceof Problem) {
    return error;
  }
  const { code = '', statusCode = 500 } = error as FastifyError;
  const known = KNOWN[code];
  if (known) {
    return known;
  }
  return statusCode >= 400 && statusCode < 500
    ? new Problem(statusCode, 'bad_request', error.message)
    : new Problem(500, 'internal_error', 'Something went wrong in the proxy; its log says what.');
}

const KNOWN: Record<string, Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new Problem(
    413,
    'body_too_large',
    'A body has at most 10 MB, at /api/event 2 MB: send it in parts.'
  ),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Problem(
    415,
    'wrong_content_type',
    'Send the body as application/json; /api/event takes it as text/plain, too.'
  ),
  FST_ERR_BAD_URL: new Problem(400, 'bad_url', 'The path is not a valid URL: check its % signs.'),
  SQLITE_FULL: new Problem(503, 'disk_full', 'The disk of the catalog is full: free space there, then try again.'),
};

interface RememberedRoute {
  method: string;
  pattern: RegExp;
}

/** What is routed, for telling a wrong method from a wrong path. */
function rememberRoutes(app: FastifyInstance): RememberedRoute[] {
  const routes: RememberedRoute[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    // Preflights of browsers are no use of a path.
    if (url.includes('*') || method === 'OPTIONS') {
      return;
    }
    const pattern = new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}$`);
    routes.push(...[method].flat().map((one) => ({ method: one, pattern })));
  });
  return routes;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}
