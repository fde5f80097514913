import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { parsePlausible, PlausibleMemory } from '../../ingestion';
import type { AppDeps } from '../deps';
import { parseJson } from '../plugins/bodies';
import { EVENT_PATH } from '../plugins/security';
import { documentedOnly } from '../plugins/validation';
import { anyProblem } from '../schemas';

const bodySchema = z.looseObject({
  name: z.string(),
  url: z.string(),
  domain: z.optional(z.string()),
  referrer: z.optional(z.nullable(z.string())),
  props: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  revenue: z.optional(z.object({ amount: z.union([z.number(), z.string()]), currency: z.string() })),
  interactive: z.optional(z.boolean()),
});

/** `POST /api/event`: Plausible's event API, so that existing trackers need only a new URL. */
export const plausibleRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog, ingestion, now }) => {
  // The tracker sends JSON as text/plain, which spares it a preflight request.
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, parseJson);
  const memory = new PlausibleMemory();
  const schema = {
    summary: 'Send one event as a Plausible tracker does',
    description: 'Sites that are not known are dropped; the header x-plausible-dropped counts them.',
    tags: ['events'],
    consumes: ['application/json', 'text/plain'],
    security: [],
    body: bodySchema,
    response: { 202: z.literal('ok'), ...anyProblem },
  };
  const options = { schema, config: { access: 'public' as const }, validatorCompiler: documentedOnly };
  app.post(EVENT_PATH, options, async (request, reply) => {
    const time = now();
    const { events, dropped } = await parsePlausible(request.body, {
      ip: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      now: time,
      salts: await catalog.salts.today(time),
      memory,
      workspaceOf: catalog.sites.workspaceOf,
    });
    await ingestion().accept(events);
    if (dropped.length > 0) {
      void reply.header('x-plausible-dropped', dropped.length);
    }
    return reply.code(202).type('text/plain; charset=utf-8').serializer(String).send('ok');
  });
};
