import {
  importInputSchema,
  importReceiptSchema,
  importRowsSchema,
  importStateSchema,
  MAX_IMPORT_BYTES,
} from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const access = 'admin' as const;

/** Files of events: who imports does what no rate limit holds back and no one can take back, so it takes the role admin. */
export const importRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { imports }) => {
  const open = {
    summary: 'Begin or go on with the import of a file',
    description:
      'The same content in the same site is the same import for good; `settled` says which rows are not needed.',
    tags: ['imports'],
    body: importInputSchema,
    response: { 200: importStateSchema, ...anyProblem },
  };
  app.post('/api/v1/imports', { schema: open, config: { access } }, async (request) =>
    imports().open(request.workspace, request.body)
  );

  const list = {
    summary: 'The files that were imported',
    tags: ['imports'],
    response: { 200: z.object({ imports: z.array(importStateSchema) }), ...anyProblem },
  };
  app.get('/api/v1/imports', { schema: list, config: { access } }, async (request) => ({
    imports: await imports().list(request.workspace),
  }));

  const rows = {
    summary: 'Send rows of a file',
    description:
      'A row is stored once, however often and in whatever company it is sent. Rows that are rejected may come again.',
    tags: ['imports'],
    params: z.object({ id: z.string() }),
    body: importRowsSchema,
    response: { 200: importReceiptSchema, ...anyProblem },
  };
  // Rows look for forbidden names themselves, so that one costs its row only.
  const options = { schema: rows, config: { access, checksNames: true as const }, bodyLimit: MAX_IMPORT_BYTES };
  app.post('/api/v1/imports/:id/rows', options, async (request) =>
    imports().take(request.workspace, request.params.id, request.body)
  );
};
