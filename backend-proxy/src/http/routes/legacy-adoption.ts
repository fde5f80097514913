import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { sharedMoment } from '../../answer/moment';
import type { AppDeps } from '../deps';
import { featureAdoption, featureAdoptionSchema } from '../legacy/feature-adoption';
import { parameters } from '../legacy/parameters';
import { timeRangeSchema } from '../legacy/time-range';
import { anyProblem } from '../schemas';

/** `GET /api/v1/feature-adoption` of the service that this one replaces: the features' table under its old names. */
export const legacyAdoptionRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { ask, now }) => {
  const schema = {
    summary: 'Feature adoption, in the form of the earlier service',
    tags: ['earlier service'],
    querystring: parameters({ time_range: z._default(timeRangeSchema, '30d') }),
    response: { 200: featureAdoptionSchema, ...anyProblem },
  };
  app.get('/api/v1/feature-adoption', { schema, config: { access: 'read' } }, (request) =>
    featureAdoption(
      (query) => ask(request.workspace, query, request.signal),
      request.query.time_range,
      sharedMoment(now())
    )
  );
};
