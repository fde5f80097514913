import fp from 'fastify-plugin';
import { Arrivals } from '../../ingestion';
import type { AppDeps } from '../deps';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counted by every door that takes events. */
    arrivals: Arrivals;
  }
}

export const arrivals = fp<AppDeps>(async (app, { now }) => {
  app.decorate('arrivals', new Arrivals(now()));
});
