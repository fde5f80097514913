import { siteSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const knownSiteSchema = z.object({ domain: z.string(), created: z.string() });

/** The sites whose events the workspace takes. */
export const siteRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog }) => {
  const list = {
    summary: 'The sites of the workspace',
    tags: ['definitions'],
    response: { 200: z.object({ sites: z.array(knownSiteSchema) }), ...anyProblem },
  };
  app.get('/api/v1/sites', { schema: list, config: { access: 'read' } }, async (request) => ({
    sites: await catalog.sites.list(request.workspace),
  }));

  const add = {
    summary: 'Add a site',
    description: 'A domain belongs to one workspace of the installation: 409 where another has it.',
    tags: ['definitions'],
    body: siteSchema,
    response: { 200: knownSiteSchema, 201: knownSiteSchema, ...anyProblem },
  };
  app.post('/api/v1/sites', { schema: add, config: { access: 'edit' } }, async (request, reply) => {
    const { site, added } = await catalog.sites.add(request.workspace, request.body.domain);
    return reply.code(added ? 201 : 200).send(site);
  });
};
