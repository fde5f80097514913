import {
  type ImportState,
  importEndSchema,
  importInputSchema,
  importReceiptSchema,
  importStateSchema,
  MAX_IMPORT_BYTES,
} from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { Problem } from '../../problem';
import type { AppDeps } from '../deps';
import { documentedOnly } from '../plugins/validation';
import { anyProblem } from '../schemas';

const access = 'admin' as const;
const LINES = 'application/x-ndjson';

/** Files of events: who imports does what no rate limit holds back and no one can take back, so it takes the role admin. */
export const importRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { imports, catalog: { audit } }) => {
  const open = {
    summary: 'Begin or go on with the import of a file',
    description:
      'The same content in the same site is the same import for good; `settled` says which rows are not needed.',
    tags: ['imports'],
    body: importInputSchema,
    response: { 200: importStateSchema, ...anyProblem },
  };
  app.post('/api/v1/imports', { schema: open, config: { access } }, async ({ workspace, actor, body }) => {
    const opened = await imports().open(workspace, body);
    await audit.record(workspace, { actor, action: 'import.started', detail: wordsOf(opened, body.name) });
    return opened;
  });

  const end = {
    summary: 'Say that all rows of a file were sent',
    description: 'Kept in the audit with the number of its rows that are stored; the import may go on all the same.',
    tags: ['imports'],
    params: z.object({ id: z.string() }),
    body: importEndSchema,
    response: { 200: importStateSchema, ...anyProblem },
  };
  app.post(
    '/api/v1/imports/:id/end',
    { schema: end, config: { access } },
    async ({ workspace, actor, params, body }) => {
      const ended = await imports().find(workspace, params.id);
      await audit.record(workspace, {
        actor,
        action: 'import.ended',
        detail: `${wordsOf(ended)}, ${body.rejected} rejected`,
      });
      return ended;
    }
  );

  const list = {
    summary: 'The files that were imported',
    tags: ['imports'],
    response: { 200: z.object({ imports: z.array(importStateSchema) }), ...anyProblem },
  };
  app.get('/api/v1/imports', { schema: list, config: { access } }, async (request) => ({
    imports: await imports().list(request.workspace),
  }));

  await app.register(rowsRoute, { imports });
};

/** For the audit. The same file may come under another name. */
function wordsOf({ id, site, name, settled }: ImportState, called = name): string {
  const rows = settled.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return `import ${id}, ${JSON.stringify(called)} into ${site}, ${rows} rows of it stored`;
}

/** Apart, since its body is read nowhere else. */
const rowsRoute: FastifyPluginAsyncZod<Pick<AppDeps, 'imports'>> = async (app, { imports }) => {
  app.addContentTypeParser(LINES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const schema = {
    summary: 'Send rows of a file',
    description:
      'Lines of JSON: first a list of columns (event, timestamp in milliseconds, user_id, url, props.NAME and so on), then for each row a list of its number in the file, from 1 and rising, and its values. A row is stored once, however often and in whatever company it is sent. Rows that are rejected may come again.',
    tags: ['imports'],
    consumes: [LINES],
    params: z.object({ id: z.string() }),
    body: z.string(),
    response: { 200: importReceiptSchema, ...anyProblem },
  };
  const options = { schema, config: { access }, bodyLimit: MAX_IMPORT_BYTES, validatorCompiler: documentedOnly };
  app.post('/api/v1/imports/:id/rows', options, async (request) => {
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body)) {
      throw new Problem(415, 'wrong_content_type', `Send the rows as ${LINES}.`);
    }
    return imports().take(request.workspace, request.params.id, body);
  });
};
