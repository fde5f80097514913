import { auditEntrySchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

/** Who did what in the workspace that somebody may have to answer for. */
export const auditRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog: { audit } }) => {
  const schema = {
    summary: 'Who did what, the newest first',
    tags: ['administration'],
    querystring: z.strictObject({
      limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1000)), 100),
    }),
    response: { 200: z.object({ entries: z.array(auditEntrySchema) }), ...anyProblem },
  };
  app.get('/api/v1/audit', { schema, config: { access: 'admin' } }, async (request) => ({
    entries: await audit.list(request.workspace, request.query.limit),
  }));
};
