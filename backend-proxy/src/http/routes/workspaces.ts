import { workspaceNameSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const workspaceSchema = z.strictObject({ name: workspaceNameSchema });
const config = { access: 'installation' as const };

/** The workspaces of the installation, for its own tokens alone. */
export const workspaceRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog: { workspaces } }) => {
  const list = {
    summary: 'The workspaces of the installation',
    tags: ['administration'],
    response: { 200: z.object({ workspaces: z.array(z.string()) }), ...anyProblem },
  };
  app.get('/api/v1/workspaces', { schema: list, config }, async () => ({ workspaces: await workspaces.list() }));

  const create = {
    summary: 'Create a workspace, with the default features and funnels',
    tags: ['administration'],
    body: workspaceSchema,
    response: { 201: workspaceSchema, ...anyProblem },
  };
  app.post('/api/v1/workspaces', { schema: create, config }, async (request, reply) => {
    await workspaces.create(request.body.name);
    return reply.code(201).send({ name: request.body.name });
  });
};
