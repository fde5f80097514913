import { sampleSizeAskedSchema, sampleSizeParametersSchema, sampleSizeSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { plannedSample } from '../../answer/sample-size';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const PATH = '/api/v1/experiments/sample-size';

/** How many people an experiment takes: arithmetic that needs no events, by the URL or by a body. */
export const sampleSizeRoutes: FastifyPluginAsyncZod<AppDeps> = async (app) => {
  const words = {
    summary: 'How many people an experiment takes, which effect they find, or with what power',
    description:
      'Say how control does (`rate`, or `mean` and `deviation`) and the relative `effect` to be found, the `people` in each variant, or both; what is left out of effect, people and power follows.',
    tags: ['experiments'],
    response: { 200: sampleSizeSchema, ...anyProblem },
  };
  const config = { access: 'read' } as const;
  app.get(PATH, { schema: { ...words, querystring: sampleSizeParametersSchema }, config }, async ({ query }) =>
    plannedSample(query)
  );
  app.post(PATH, { schema: { ...words, body: sampleSizeAskedSchema }, config }, async ({ body }) =>
    plannedSample(body)
  );
};
