import { roleSchema, tokenNameSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { Problem } from '../../problem';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const tokenSchema = z.object({ id: z.string(), role: roleSchema, name: z.string(), created: z.string() });
const config = { access: 'admin' as const };

/** The workspace's tokens. The text of one is shown when it is made and never again. */
export const tokenRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog: { tokens, audit } }) => {
  const create = {
    summary: 'Make a token',
    tags: ['administration'],
    body: z.strictObject({
      role: roleSchema,
      name: z._default(tokenNameSchema, ''),
    }),
    response: { 201: z.extend(tokenSchema, { token: z.string() }), ...anyProblem },
  };
  app.post('/api/v1/tokens', { schema: create, config }, async (request, reply) => {
    const { workspace, actor, body } = request;
    const made = await tokens.create(workspace, body.role, body.name);
    const called = body.name === '' ? '' : `, ${JSON.stringify(body.name)}`;
    await audit.record(workspace, {
      actor,
      action: 'token.created',
      detail: `token ${made.id}, ${body.role}${called}`,
    });
    return reply.code(201).send(made);
  });

  const list = {
    summary: 'The tokens of the workspace, without their text',
    tags: ['administration'],
    response: { 200: z.object({ tokens: z.array(tokenSchema) }), ...anyProblem },
  };
  app.get('/api/v1/tokens', { schema: list, config }, async (request) => ({
    tokens: await tokens.list(request.workspace),
  }));

  const revoke = {
    summary: 'Revoke a token; it is refused from then on',
    tags: ['administration'],
    params: z.object({ id: z.string() }),
    response: { 204: z.undefined(), ...anyProblem },
  };
  app.delete('/api/v1/tokens/:id', { schema: revoke, config }, async (request, reply) => {
    if (!(await tokens.revoke(request.workspace, request.params.id))) {
      throw new Problem(404, 'unknown_token', 'The workspace has no token with this id.');
    }
    const { workspace, actor, params } = request;
    await audit.record(workspace, { actor, action: 'token.revoked', detail: `token ${params.id}` });
    return reply.code(204).send();
  });
};
