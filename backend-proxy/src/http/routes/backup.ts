import { backupPlanSchema, restoreStateSchema } from '@fawkes/contract';
import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { Problem } from '../../problem';
import type { AppDeps } from '../deps';
import { documentedOnly } from '../plugins/validation';
import { anyProblem } from '../schemas';

const config = { access: 'installation' as const };
const tags = ['operations'];
const PARQUET = 'application/vnd.apache.parquet';
const LINES = 'application/x-ndjson';
const MAX_CATALOG_BYTES = 64 * 1024 * 1024;

const workspace = z.optional(z.string());
const scope = z.object({ until: z.coerce.number().check(z.int()), workspace });
const backupId = z.object({ backup: z.uuid() });

/** All that the installation keeps, as files and back: the command line writes and reads them. */
export const backupRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { backup } = deps;
  const plan = {
    summary: 'What a backup consists of',
    tags,
    querystring: z.object({ workspace }),
    response: { 200: backupPlanSchema, ...anyProblem },
  };
  app.get('/api/v1/backup', { schema: plan, config }, async (request) => backup().plan(request.query.workspace));

  const catalog = {
    summary: 'The catalog, as lines of JSON; of tokens it has the hashes',
    tags,
    querystring: z.object({ workspace }),
    produces: [LINES],
    response: { 200: z.any(), ...anyProblem },
  };
  app.get('/api/v1/backup/catalog', { schema: catalog, config }, (request, reply) =>
    reply.type(`${LINES}; charset=utf-8`).send(Readable.from(backup().catalog(request.query.workspace)))
  );

  const file = {
    summary: 'A file of a backup, as Parquet',
    tags,
    params: z.object({ name: z.string() }),
    querystring: scope,
    produces: [PARQUET],
    response: { 200: z.any(), ...anyProblem },
  };
  app.get('/api/v1/backup/files/:name', { schema: file, config }, async (request, reply) =>
    reply.type(PARQUET).send(await backup().file(request.params.name, request.query))
  );

  await app.register(restoreRoutes, deps);
};

/** Apart, since such bodies are read nowhere else. */
const restoreRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { restore }) => {
  app.addContentTypeParser(LINES, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser(PARQUET, (_request, payload, done) => done(null, payload));

  const begin = {
    summary: 'Begin or go on with the restore of a backup',
    description: 'Into an installation without sites and events: 409 where it has some.',
    tags,
    body: z.strictObject(backupId.shape),
    response: { 200: restoreStateSchema, ...anyProblem },
  };
  app.post('/api/v1/restore', { schema: begin, config }, async (request) => restore().begin(request.body.backup));

  const catalog = {
    summary: 'Restore the catalog',
    tags,
    params: backupId,
    body: z.string(),
    consumes: [LINES],
    response: { 204: z.undefined(), ...anyProblem },
  };
  const options = { schema: catalog, config, bodyLimit: MAX_CATALOG_BYTES };
  app.put('/api/v1/restore/:backup/catalog', options, async (request, reply) => {
    await restore().catalog(request.params.backup, request.body);
    return reply.code(204).send();
  });

  const file = {
    summary: 'Restore a file of Parquet',
    tags,
    params: z.object({ backup: z.string(), name: z.string() }),
    body: z.string(),
    consumes: [PARQUET],
    response: { 204: z.undefined(), ...anyProblem },
  };
  const streamed = { schema: file, config, validatorCompiler: documentedOnly };
  app.put('/api/v1/restore/:backup/files/:name', streamed, async (request, reply) => {
    const body: unknown = request.body;
    if (!(body instanceof Readable)) {
      throw new Problem(415, 'wrong_content_type', `Send the file as ${PARQUET}.`);
    }
    await restore().file(request.params.backup, request.params.name, body);
    return reply.code(204).send();
  });
};
