import { featureSchema, funnelDefinitionSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

/** What the workspace's numbers are about. */
export const definitionRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog: { definitions } }) => {
  const features = {
    summary: 'The features of the workspace',
    tags: ['definitions'],
    response: { 200: z.object({ features: z.array(featureSchema) }), ...anyProblem },
  };
  app.get('/api/v1/features', { schema: features, config: { access: 'read' } }, async (request) => ({
    features: await definitions.features(request.workspace),
  }));

  const funnels = {
    summary: 'The funnels of the workspace',
    tags: ['definitions'],
    response: { 200: z.object({ funnels: z.array(funnelDefinitionSchema) }), ...anyProblem },
  };
  app.get('/api/v1/funnels', { schema: funnels, config: { access: 'read' } }, async (request) => ({
    funnels: await definitions.funnels(request.workspace),
  }));
};
