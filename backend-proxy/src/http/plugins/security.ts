import cors, { type FastifyCorsOptions } from '@fastify/cors';
import helmet from '@fastify/helmet';
import fp from 'fastify-plugin';
import type { AppDeps } from '../deps';

/** Trackers post here from pages of any origin. */
export const EVENT_PATH = '/api/event';
/** The tracker itself. But for these two nothing is open to all. */
export const SCRIPT_PATH = '/js/script.js';
const OPEN_PATHS = [EVENT_PATH, SCRIPT_PATH];

/** Headers that hold browsers back, and the origins whose pages may call. */
export const security = fp<AppDeps>(async (app, { config }) => {
  await app.register(helmet, {
    // TLS ends in front of the proxy, so neither of these is ours to demand.
    hsts: false,
    contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } },
  });
  app.addHook('onSend', async (request, reply) => {
    if (isOpen(request.url)) {
      void reply.header('cross-origin-resource-policy', 'cross-origin');
    }
  });
  await app.register(cors, {
    delegator: (request, callback) => callback(null, isOpen(request.url) ? OPEN : restricted(config)),
  });
});

const OPEN: FastifyCorsOptions = {
  origin: '*',
  methods: ['POST'],
  exposedHeaders: ['x-plausible-dropped'],
  maxAge: 86_400,
};

function restricted({ corsAllowedOrigins: origins }: AppDeps['config']): FastifyCorsOptions {
  return {
    origin: origins.includes('*') ? '*' : origins.length > 0 && [...origins],
    methods: ['GET', 'POST', 'DELETE'],
  };
}

function isOpen(url: string | undefined): boolean {
  return OPEN_PATHS.includes(url?.split('?', 1)[0] ?? '');
}
