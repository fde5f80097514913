import { eventBatchSchema, ingestAnswerSchema, MAX_EVENTS_PER_REQUEST } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { parseEvents } from '../../ingestion';
import type { AppDeps } from '../deps';
import { documentedOnly } from '../plugins/validation';
import { anyProblem, documentedAs } from '../schemas';

const bodySchema = z.extend(eventBatchSchema, {
  events: z.array(documentedAs('Event')).check(z.minLength(1), z.maxLength(MAX_EVENTS_PER_REQUEST)),
});

/** `POST /api/v1/events`: many events at once; 202 when those accepted would survive a loss of power. */
export const eventsRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog, ingestion, now }) => {
  const schema = {
    summary: 'Send events',
    description: 'One bad event does not cost the good ones; an `id` sent twice counts once.',
    tags: ['events'],
    body: bodySchema,
    response: { 202: ingestAnswerSchema, ...anyProblem },
  };
  const config = { access: 'ingest', checksNames: true } as const;
  const options = { schema, config, validatorCompiler: documentedOnly };
  app.post('/api/v1/events', options, async (request, reply) => {
    const { events, rejected } = await parseEvents(request.body, {
      workspace: request.workspace,
      workspaceOf: catalog.sites.workspaceOf,
      now: now(),
    });
    const { accepted, duplicates } = await ingestion().accept(events);
    return reply.code(202).send({ accepted, duplicates, rejected });
  });
};
