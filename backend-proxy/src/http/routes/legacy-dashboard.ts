import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { DEMO_WORKSPACE } from '../../answer/answer';
import { sharedMoment } from '../../answer/moment';
import type { AppDeps } from '../deps';
import { dashboard, dashboardSchema } from '../legacy/dashboard';
import { parameters } from '../legacy/parameters';
import { timeRangeSchema } from '../legacy/time-range';
import { anyProblem } from '../schemas';

/** `GET /api/v1/dashboard` of the service that this one replaces: its five areas in one answer. */
export const legacyDashboardRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { ask, catalog, now }) => {
  const schema = {
    summary: 'The five areas at once, in the form of the earlier service',
    tags: ['earlier service'],
    querystring: parameters({ time_range: z._default(timeRangeSchema, '7d') }),
    response: { 200: dashboardSchema, ...anyProblem },
  };
  app.get('/api/v1/dashboard', { schema, config: { access: 'read' } }, async (request) => {
    const funnels = await catalog.definitions.funnels(request.workspace);
    return dashboard((query) => ask(request.workspace, query, request.signal), {
      range: request.query.time_range,
      now: sharedMoment(now()),
      funnels: funnels.map(({ name }) => name),
      demo: request.workspace === DEMO_WORKSPACE,
    });
  });
};
