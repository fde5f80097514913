import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { NO_PLACE, parsePlausible, PlausibleMemory, type Arrivals, type LeftOut } from '../../ingestion';
import type { AppDeps } from '../deps';
import { parseJson } from '../plugins/bodies';
import { EVENT_PATH, OPEN_TO_ALL } from '../plugins/security';
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

/** More than one event with all the properties it may have. */
const MAX_EVENT_BYTES = 2 * 1024 * 1024;

/** `POST /api/event`: Plausible's event API, so that existing trackers need only a new URL. */
export const plausibleRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog, geography, ingestion, now }) => {
  // The tracker sends JSON as text/plain, which spares it a preflight request.
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, parseJson);
  const memory = new PlausibleMemory();
  const schema = {
    summary: 'Send one event as a Plausible tracker does',
    description:
      'Events of sites that are not known and of bots are dropped, and of a page view that comes twice within a second the second one. The header x-plausible-dropped counts them.',
    tags: ['events'],
    consumes: ['application/json', 'text/plain'],
    security: [],
    body: bodySchema,
    response: { 202: z.literal('ok'), ...anyProblem },
  };
  const options = {
    schema,
    config: { access: 'public' as const, ...OPEN_TO_ALL },
    validatorCompiler: documentedOnly,
    bodyLimit: MAX_EVENT_BYTES,
  };
  app.post(EVENT_PATH, options, async (request, reply) => {
    const time = now();
    const { events, leftOut } = await parsePlausible(request.body, {
      ip: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      place: geography?.placeOf(request.ip) ?? NO_PLACE,
      now: time,
      salts: await catalog.salts.today(time),
      memory,
      siteOf: catalog.sites.find,
    });
    await ingestion().accept(events);
    events.forEach(({ workspace }) => app.arrivals.count(workspace, 'accepted'));
    leftOut.forEach((one) => countLeftOut(app.arrivals, one, time));
    if (leftOut.length > 0) {
      void reply.header('x-plausible-dropped', leftOut.length);
    }
    return reply.code(202).type('text/plain; charset=utf-8').serializer(String).send('ok');
  });
};

function countLeftOut(arrivals: Arrivals, leftOut: LeftOut, now: number): void {
  if (leftOut.why === 'unknown') {
    arrivals.unknown.note(leftOut.domain, now);
  } else {
    arrivals.count(leftOut.workspace, leftOut.why);
  }
}
