import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { sharedMoment } from '../../answer/moment';
import type { AppDeps } from '../deps';
import { parameters } from '../legacy/parameters';
import { timeRangeSchema } from '../legacy/time-range';
import { userSegments, userSegmentsSchema } from '../legacy/user-segments';
import { anyProblem } from '../schemas';

/** `GET /api/v1/user-segments` of the service that this one replaces: the behavioural segments under their old names. */
export const legacySegmentRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { ask, now }) => {
  const schema = {
    summary: 'User segments, in the form of the earlier service',
    description: 'The segments are those at the end of the range, which is now, whatever its length.',
    tags: ['earlier service'],
    querystring: parameters({ time_range: z._default(timeRangeSchema, '30d') }),
    response: { 200: userSegmentsSchema, ...anyProblem },
  };
  app.get('/api/v1/user-segments', { schema, config: { access: 'read' } }, (request) =>
    userSegments(
      (query) => ask(request.workspace, query, request.signal),
      request.query.time_range,
      sharedMoment(now())
    )
  );
};
