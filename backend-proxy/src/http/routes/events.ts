import { eventBatchSchema, ingestAnswerSchema, MAX_EVENTS_PER_REQUEST } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { parseEvents, parseLines, type ParsedEvents, type Receipt } from '../../ingestion';
import type { AppDeps } from '../deps';
import { unread } from '../plugins/bodies';
import { documentedOnly } from '../plugins/validation';
import { anyProblem, documentedAs } from '../schemas';

const bodySchema = z.extend(eventBatchSchema, {
  events: z.array(documentedAs('Event')).check(z.minLength(1), z.maxLength(MAX_EVENTS_PER_REQUEST)),
});

/** `POST /api/v1/events`: many events at once; 202 when those accepted would survive a loss of power. */
export const eventsRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog, ingestion, now }) => {
  for (const type of ['application/x-ndjson', 'application/ndjson', 'application/jsonl']) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, unread);
  }
  const schema = {
    summary: 'Send events',
    description:
      'One bad event does not cost the good ones; an `id` sent twice counts once. As application/x-ndjson the body is one event a line, and `index` counts the lines that are not empty.',
    tags: ['events'],
    consumes: ['application/json', 'application/x-ndjson'],
    body: bodySchema,
    response: { 202: ingestAnswerSchema, ...anyProblem },
  };
  const config = { access: 'ingest', checksNames: true } as const;
  const options = { schema, config, validatorCompiler: documentedOnly };
  app.post('/api/v1/events', options, async (request, reply) => {
    const { workspace } = request;
    const { rejected, receipt } = await takeIn(workspace, request.body);
    // While they wait to be stored, the events are held once.
    request.body = undefined as never;
    app.arrivals.count(workspace, 'rejected', rejected.length);
    const { accepted, duplicates } = await receipt;
    app.arrivals.count(workspace, 'accepted', accepted);
    app.arrivals.count(workspace, 'duplicates', duplicates);
    return reply.code(202).send({ accepted, duplicates, rejected });
  });

  /** Ends before the events are stored, and leaves nothing that would hold them any longer. */
  async function takeIn(workspace: string, body: unknown): Promise<Taken> {
    const context = { workspace, workspaceOf: catalog.sites.workspaceOf, now: now() };
    const { events, rejected } = await (Buffer.isBuffer(body) ? parseLines(body, context) : parseEvents(body, context));
    return { rejected, receipt: ingestion().accept(events) };
  }
};

/** Events on their way into the store. */
interface Taken extends Pick<ParsedEvents, 'rejected'> {
  receipt: Promise<Receipt>;
}
