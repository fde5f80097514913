import { Readable } from 'node:stream';
import { personProfileSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const params = z.object({ id: z.string().check(z.minLength(1), z.maxLength(300)) });
const tags = ['people'];

/** What is kept of one person, by the id of a user or a visitor: seen, taken along, and erased. */
export const peopleRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { people, erasing, catalog: { audit } }) => {
  const show = {
    summary: 'A person: ids, traits, first and last seen',
    tags,
    params,
    response: { 200: personProfileSchema, ...anyProblem },
  };
  app.get('/api/v1/people/:id', { schema: show, config: { access: 'read' } }, async (request) =>
    people().profile(request.workspace, request.params.id)
  );

  const take = {
    summary: 'All that is kept of a person, as lines of JSON',
    tags,
    params,
    produces: ['application/x-ndjson'],
    response: { 200: z.any(), ...anyProblem },
  };
  app.get('/api/v1/people/:id/export', { schema: take, config: { access: 'admin' } }, async (request, reply) => {
    const { workspace, actor } = request;
    const lines = await people().export(workspace, request.params.id);
    await audit.record(workspace, { actor, action: 'person.exported', detail: '' });
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .header('content-disposition', 'attachment; filename="person.jsonl"')
      .send(Readable.from(lines));
  });

  const erase = {
    summary: 'Erase a person',
    description:
      'From every table, aggregate and link. What is cut short goes on by itself. Answers when no file holds the person any more, in some seconds; `files_gone` is false where a question that still runs holds old files, which go when it ends.',
    tags,
    params,
    response: { 200: z.object({ erased_events: z.int(), files_gone: z.boolean(), at: z.string() }), ...anyProblem },
  };
  app.delete('/api/v1/people/:id', { schema: erase, config: { access: 'admin' } }, async (request) => {
    const { workspace, actor } = request;
    const { events, filesGone, at } = await erasing.erase(workspace, request.params.id, actor);
    return { erased_events: events, files_gone: filesGone, at };
  });
};
