import { experimentStatusSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { sharedMoment } from '../../answer/moment';
import type { AppDeps } from '../deps';
import { experimentResults, experimentResultSchema } from '../legacy/experiment-results';
import { parameters } from '../legacy/parameters';
import { anyProblem } from '../schemas';

/** `GET /api/v1/experiment-results` of the service that this one replaces: experiments under their old names. */
export const legacyExperimentRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { ask, now }) => {
  const schema = {
    summary: 'Experiment results, in the form of the earlier service',
    description: 'The experiments that events tell of, each from its first exposure to now.',
    tags: ['earlier service'],
    querystring: parameters({ status: z.optional(experimentStatusSchema) }),
    response: { 200: z.array(experimentResultSchema), ...anyProblem },
  };
  app.get('/api/v1/experiment-results', { schema, config: { access: 'read' } }, (request) =>
    experimentResults(
      (query) => ask(request.workspace, query, request.signal),
      request.query.status,
      sharedMoment(now())
    )
  );
};
