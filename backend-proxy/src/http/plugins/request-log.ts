import fp from 'fastify-plugin';
import { grafanaAsker } from './grafana-asker';

/** One line a request at level debug. Fastify's own would hold the visitor's address, which is never kept. */
export const requestLog = fp(async (app) => {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        grafana: grafanaAsker(request),
      },
      'answered'
    );
    done();
  });
});
