import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import cors, { type FastifyCorsOptions } from '@fastify/cors';
import fp from 'fastify-plugin';
import helmet, { type HelmetOptions } from 'helmet';
import type { AppDeps } from '../deps';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How browsers are held back on this route, where it is otherwise than on all. */
    helmet?: OwnHeaders;
    /** Made of it. */
    headers?: OutgoingHttpHeaders;
    /** Whose pages may call the route, where it is otherwise than on all. */
    cors?: FastifyCorsOptions;
  }
}

type OwnHeaders = Pick<HelmetOptions, 'contentSecurityPolicy' | 'crossOriginResourcePolicy'>;

/** Trackers post here from pages of any origin. */
export const EVENT_PATH = '/api/event';
/** The tracker itself. But for these two nothing is open to all. */
export const SCRIPT_PATH = '/js/script.js';

/** What a page's own program may read of an answer beside its body: when to ask again, which methods there are, what a file is called. */
const EXPOSED = ['Retry-After', 'Content-Disposition', 'Allow', 'WWW-Authenticate'];

/** What a route says that pages of any origin may call. */
export const OPEN_TO_ALL = {
  helmet: { crossOriginResourcePolicy: { policy: 'cross-origin' } },
  cors: { origin: '*', methods: ['POST'], exposedHeaders: ['x-plausible-dropped'], maxAge: 86_400 },
} satisfies { helmet: OwnHeaders; cors: FastifyCorsOptions };

/** Headers that hold browsers back, and the origins whose pages may call. */
export const security = fp<AppDeps>(async (app, { config }) => {
  const common = headersOf({});
  app.addHook('onRoute', (route) => {
    if (route.config?.helmet) {
      route.config.headers = headersOf(route.config.helmet);
    }
  });
  // With callbacks: a promise for each hook is felt where thousands of requests come in a second.
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.routeOptions.config.headers ?? common);
    done();
  });
  await app.register(cors, restricted(config));
  for (const path of [EVENT_PATH, SCRIPT_PATH]) {
    // Preflights are answered on their way here.
    app.options(path, { schema: { hide: true }, config: { ...OPEN_TO_ALL } }, (_request, reply) =>
      reply.callNotFound()
    );
  }
});

/** Made once: they are the same for every answer of a route, and many. */
function headersOf(own: OwnHeaders): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const holdBack = helmet({
    // TLS ends in front of the proxy, so neither of these is ours to demand.
    hsts: false,
    contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } },
    ...own,
  });
  holdBack(request, response, () => undefined);
  return { ...response.getHeaders() };
}

function restricted({ corsAllowedOrigins: origins }: AppDeps['config']): FastifyCorsOptions {
  return {
    origin: origins.includes('*') ? '*' : origins.length > 0 && [...origins],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: EXPOSED,
  };
}
