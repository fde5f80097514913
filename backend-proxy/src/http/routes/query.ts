import { queryResponseSchema, type QueryResult } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { Problem } from '../../problem';
import { clientGone } from '../client-gone';
import type { AppDeps } from '../deps';
import { toProblem } from '../plugins/problems';
import { anyProblem, documentedAs } from '../schemas';

const MAX_QUERIES = 100;

/** The envelope alone: what is wrong inside a query costs that query only. */
const envelopeSchema = z.strictObject({
  queries: z.array(documentedAs('Query')).check(z.minLength(1), z.maxLength(MAX_QUERIES), z.superRefine(checkRefIds)),
});

/** `POST /api/v1/query`: each query is answered on its own, all at once. */
export const queryRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { ask }) => {
  const schema = {
    summary: 'Ask questions',
    description:
      'Up to 100 queries. A query that fails carries its `error` in its place; the others still answer, with status 200.',
    tags: ['questions'],
    body: envelopeSchema,
    response: { 200: queryResponseSchema, ...anyProblem },
  };
  app.post('/api/v1/query', { schema, config: { access: 'read' } }, async (request, reply) => {
    const signal = clientGone(reply);
    const results = request.body.queries.map(async (query): Promise<[string, QueryResult]> => {
      try {
        return [refIdOf(query), await ask(request.workspace, query, signal)];
      } catch (error) {
        const problem = toProblem(error as Error);
        if (!(error instanceof Problem)) {
          request.log.error({ err: error }, 'a query failed');
        }
        return [refIdOf(query), { error: problem.document() }];
      }
    });
    return { results: Object.fromEntries(await Promise.all(results)) };
  });
};

/** The query's name in the answer; one that says none is A, as in Grafana. */
function refIdOf(query: unknown): string {
  return (query as { refId?: string }).refId ?? 'A';
}

function checkRefIds(queries: unknown[], context: z.core.$RefinementCtx<unknown[]>): void {
  const seen = new Set<string>();
  queries.forEach((query, i) => {
    const problem = refIdProblem(query, seen);
    if (problem) {
      context.addIssue({ code: 'custom', message: problem, path: [i, 'refId'] });
    }
  });
}

function refIdProblem(query: unknown, seen: Set<string>): string | undefined {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) {
    return 'a query is an object';
  }
  const refId: unknown = 'refId' in query ? query.refId : 'A';
  if (typeof refId !== 'string' || refId.length > 100) {
    return 'a refId is a text of at most 100 characters';
  }
  if (seen.has(refId)) {
    return `two queries have the refId ${JSON.stringify(refId)}`;
  }
  seen.add(refId);
  return undefined;
}
