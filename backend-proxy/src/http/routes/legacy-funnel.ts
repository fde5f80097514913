import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { sharedMoment } from '../../answer/moment';
import type { AppDeps } from '../deps';
import { legacyFunnel, legacyFunnelSchema } from '../legacy/funnel';
import { parameters } from '../legacy/parameters';
import { timeRangeSchema } from '../legacy/time-range';
import { anyProblem } from '../schemas';

/** `GET /api/v1/funnel/{name}` of the service that this one replaces: a defined funnel under its old names. */
export const legacyFunnelRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { ask, now }) => {
  const schema = {
    summary: 'A funnel, in the form of the earlier service',
    description: 'A name that no funnel has is a 404 that lists those there are.',
    tags: ['earlier service'],
    params: z.object({ name: z.string().check(z.minLength(1), z.maxLength(200)) }),
    querystring: parameters({ time_range: z._default(timeRangeSchema, '30d') }),
    response: { 200: legacyFunnelSchema, ...anyProblem },
  };
  app.get('/api/v1/funnel/:name', { schema, config: { access: 'read' } }, (request) =>
    legacyFunnel(
      (query) => ask(request.workspace, query, request.signal),
      request.params.name,
      request.query.time_range,
      sharedMoment(now())
    )
  );
};
