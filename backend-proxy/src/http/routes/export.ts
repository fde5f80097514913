import { exportFormatSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { DEMO_WORKSPACE } from '../../answer/answer';
import { sharedMoment } from '../../answer/moment';
import { Problem } from '../../problem';
import { clientGone } from '../client-gone';
import type { AppDeps } from '../deps';
import { areaQuestions } from '../export/area-questions';
import { gather, gatherAll, narrowed } from '../export/gather';
import { exportDocumentation, sendExport } from '../export/send';
import { dashboard } from '../legacy/dashboard';
import { parameters } from '../legacy/parameters';
import { timeRangeSchema } from '../legacy/time-range';
import { anyProblem, documentedAs } from '../schemas';

const config = { access: 'read' as const };
const response = { 200: z.any(), ...anyProblem };

/** How the file shall be. */
const choice = {
  format: exportFormatSchema,
  /** One of the answer's tables alone. */
  table: z.optional(z.string().check(z.maxLength(300))),
};

const ABOUT = `CSV and Parquet hold one table: where the answer has several, they are put together under a column \`table\`, or \`table=\` chooses one.
Of the raw log (kind \`events\`) the file has every event of the range, unless the query has a \`limit\` or a \`cursor\`.
In the workspace \`demo\` the file's name and every row say so.`;

/** `/api/v1/query/export`: the answer to any question as a file; by GET for links, which a browser saves as it comes. */
export const exportRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const post = {
    ...exportDocumentation,
    summary: 'Take the answer to a question away as a file',
    description: ABOUT,
    querystring: z.object(choice),
    body: documentedAs('Query'),
    response,
  };
  app.post('/api/v1/query/export', { schema: post, config }, async (request, reply) => {
    const asker = { workspace: request.workspace, signal: clientGone(reply) };
    const exported = await gather(request.body, deps, asker);
    return sendExport(reply, narrowed(exported, request.query.table), request.query.format);
  });

  const get = {
    ...exportDocumentation,
    summary: 'The same, for a link',
    description: `\`query\` is the query as JSON. ${ABOUT}`,
    querystring: z.object({ ...choice, query: z.string() }),
    response,
  };
  app.get('/api/v1/query/export', { schema: get, config }, async (request, reply) => {
    const asker = { workspace: request.workspace, signal: clientGone(reply) };
    const exported = await gather(parsed(request.query.query), deps, asker);
    return sendExport(reply, narrowed(exported, request.query.table), request.query.format);
  });

  const areas = {
    ...exportDocumentation,
    summary: 'All areas as a file',
    description:
      'Usage, adoption, experiments, segments and funnels, as of one moment. The JSON has also the fields of the earlier service’s dashboard.',
    params: z.object({ format: exportFormatSchema }),
    querystring: parameters({ time_range: z._default(timeRangeSchema, '30d'), table: choice.table }),
    response,
  };
  app.get('/api/v1/export/:format', { schema: areas, config }, async (request, reply) => {
    const { time_range: range, table } = request.query;
    const { format } = request.params;
    const now = sharedMoment(deps.now());
    const funnels = (await deps.catalog.definitions.funnels(request.workspace)).map(({ name }) => name);
    const asker = { workspace: request.workspace, signal: clientGone(reply) };
    const ask = (query: unknown) => deps.ask(asker.workspace, query, asker.signal);
    const [exported, beside] = await Promise.all([
      gatherAll('analytics', areaQuestions(range, now, funnels), deps, asker),
      // The earlier service's JSON was its dashboard.
      format === 'json'
        ? dashboard(ask, { range, now, funnels, demo: request.workspace === DEMO_WORKSPACE })
        : undefined,
    ]);
    return sendExport(reply, narrowed({ ...exported, ...(beside ? { beside } : {}) }, table), format);
  });
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'bad_json', 'query is the query as JSON, percent-encoded.', [
      { path: 'query', message: 'is no JSON' },
    ]);
  }
}
