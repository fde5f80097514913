import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { Problem } from '../../problem';
import { isOneOf } from '../access';
import type { AppDeps } from '../deps';
import { bearer } from '../plugins/auth';
import { anyProblem } from '../schemas';

const refreshedSchema = z.object({ status: z.literal('success'), message: z.string() });

/** `GET /metrics` for Prometheus, and `POST /api/v1/metrics/refresh` of the service that this one replaces. */
export const metricsRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { config, exposition, refreshAnswers }) => {
  const { metricsToken } = config;
  const tokens = metricsToken === undefined ? [] : [metricsToken];
  const page = {
    summary: 'Metrics in the text format of Prometheus',
    description: 'Open to all, but where FAWKES_METRICS_TOKEN is set: then it is asked for as a bearer token.',
    tags: ['operations'],
    security: [],
    response: {
      200: { description: 'The families', content: { 'text/plain': { schema: z.string() } } },
      ...anyProblem,
    },
  };
  app.get('/metrics', { schema: page, config: { access: 'public' } }, async (request, reply) => {
    if (metricsToken !== undefined && !isOneOf(tokens, bearer(request) ?? '')) {
      throw new Problem(401, 'no_token', 'Send the token of FAWKES_METRICS_TOKEN: Authorization: Bearer <token>.');
    }
    const text = await exposition.text();
    return reply.header('content-type', exposition.contentType).header('cache-control', 'no-store').send(text);
  });

  const refresh = {
    summary: 'Compute everything anew, in the form of the earlier service',
    description:
      'Forgets the workspace’s answers that were kept, and brings /metrics up to date where it shows this workspace.',
    tags: ['earlier service'],
    response: { 200: refreshedSchema, ...anyProblem },
  };
  app.post('/api/v1/metrics/refresh', { schema: refresh, config: { access: 'edit' } }, async ({ workspace }) => {
    refreshAnswers(workspace);
    if (workspace === exposition.workspace) {
      await exposition.refresh();
    }
    return { status: 'success' as const, message: `The numbers of the workspace ${workspace} are computed anew.` };
  });
};
