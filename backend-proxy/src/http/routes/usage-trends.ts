import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { sharedMoment } from '../../answer/moment';
import type { AppDeps } from '../deps';
import { usageTrends, usageTrendsSchema } from '../legacy/usage-trends';
import { parameters } from '../legacy/parameters';
import { timeRangeSchema } from '../legacy/time-range';
import { anyProblem } from '../schemas';

/** `GET /api/v1/usage-trends` of the service that this one replaces: the same numbers under its old names. */
export const usageTrendsRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { ask, now }) => {
  const schema = {
    summary: 'Usage trends, in the form of the earlier service',
    tags: ['earlier service'],
    querystring: parameters({ time_range: z._default(timeRangeSchema, '7d') }),
    response: { 200: usageTrendsSchema, ...anyProblem },
  };
  app.get('/api/v1/usage-trends', { schema, config: { access: 'read' } }, (request) =>
    usageTrends((query) => ask(request.workspace, query, request.signal), request.query.time_range, sharedMoment(now()))
  );
};
