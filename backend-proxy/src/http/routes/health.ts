import { CONTRACT_VERSION, healthSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { VERSION } from '../../version';
import type { AppDeps } from '../deps';
import { overall } from '../health';

/** Whether the proxy can take events and answer questions: 200 when all parts are ready, else 503. */
export const healthRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { health }) => {
  const schema = {
    summary: 'Whether all parts are ready',
    tags: ['operations'],
    security: [],
    response: { 200: healthSchema, 503: healthSchema },
  };
  app.get('/health', { schema, config: { access: 'public' } }, async (_request, reply) => {
    const parts = await health();
    const status = overall(parts);
    return reply
      .code(status === 'healthy' ? 200 : 503)
      .send({ status, service: 'analytics-dashboard', version: VERSION, contract: CONTRACT_VERSION, ...parts });
  });
};
