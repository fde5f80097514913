import { arrivalsSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

/** `GET /api/v1/ingestion`: what became of the workspace's events. */
export const ingestionRoutes: FastifyPluginAsyncZod<AppDeps> = async (app) => {
  const schema = {
    summary: 'What became of the events that arrived',
    description: 'Counted by the proxy that answers, since its start. Imported rows are told of by the imports.',
    tags: ['events'],
    response: { 200: arrivalsSchema, ...anyProblem },
  };
  app.get('/api/v1/ingestion', { schema, config: { access: 'read' } }, async ({ workspace }) => ({
    since: new Date(app.arrivals.since).toISOString(),
    ...app.arrivals.of(workspace),
  }));
};
