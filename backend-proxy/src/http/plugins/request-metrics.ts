import fp from 'fastify-plugin';
import type { AppDeps } from '../deps';

/** Tells the metrics of each answer, by the route's template: a path of its own for each caller would be endless. */
export const requestMetrics = fp<AppDeps>(async (app, { exposition }) => {
  app.addHook('onResponse', ({ method, routeOptions }, { statusCode, elapsedTime }, done) => {
    exposition.operations.answered({
      endpoint: routeOptions.url ?? 'none',
      method,
      status: statusCode,
      seconds: elapsedTime / 1000,
    });
    done();
  });
});
