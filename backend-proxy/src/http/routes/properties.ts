import { knownPropertiesQuerySchema, knownPropertiesSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { clientGone } from '../client-gone';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

/** What filters and breakdowns can name: editors and a dashboard's filters offer it. */
export const propertyRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { propertiesKnown }) => {
  const schema = {
    summary: 'The properties that events have',
    description:
      'The fixed properties, then the senders’ own of the time from `from` to `to` (the last 30 days where they are left out), the most frequent first. `site` may come several times.',
    tags: ['questions'],
    querystring: knownPropertiesQuerySchema,
    response: { 200: knownPropertiesSchema, ...anyProblem },
  };
  app.get('/api/v1/properties', { schema, config: { access: 'read' } }, (request, reply) =>
    propertiesKnown(request.workspace, request.query, clientGone(reply))
  );
};
