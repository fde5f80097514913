import {
  asListed,
  DEFINITIONS,
  definitionChangeSchema,
  definitionsFileSchema,
  type DefinitionKind,
} from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { bare } from '../../catalog/reconcile';
import { applyFile } from '../definitions/apply-file';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const MOST_BYTES = 5_000_000;
const appliedSchema = z.object({
  workspace: z.string(),
  changes: z.array(definitionChangeSchema),
});

/** Definitions as code: all of a workspace in one document, out and in. */
export const definitionsFileRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog, refuseUnaskable }) => {
  const all = {
    summary: 'All definitions of the workspace, as a file of definitions has them',
    tags: ['definitions'],
    response: { 200: definitionsFileSchema, ...anyProblem },
  };
  app.get('/api/v1/definitions', { schema: all, config: { access: 'read' } }, async ({ workspace }) => {
    const lists = Object.entries(DEFINITIONS).map(async ([kind, { plural }]) => {
      const stored = await catalog.definitions.list(workspace, kind as DefinitionKind);
      return [plural, stored.map(bare).map(asListed)] as const;
    });
    return { workspace, ...Object.fromEntries(await Promise.all(lists)) };
  });

  app.addContentTypeParser('application/yaml', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) =>
    done(null, body)
  );
  const apply = {
    summary: 'Bring the workspace to what a file of definitions says',
    description:
      'The body is YAML, a document for each workspace; other workspaces than the token’s need a token of the installation. What the file has is created, changed or taken over and is read-only elsewhere from then on; what it had before and has no longer is deleted, or, of sites, let go. With `dry_run` nothing is changed.',
    tags: ['definitions'],
    consumes: ['application/yaml'],
    body: z.string(),
    querystring: z.strictObject({
      file: z.string().check(z.minLength(1), z.maxLength(200)),
      dry_run: z._default(z.enum(['true', 'false']), 'false'),
    }),
    response: { 200: z.object({ workspaces: z.array(appliedSchema) }), ...anyProblem },
  };
  app.post('/api/v1/definitions/apply', { schema: apply, config: { access: 'edit' } }, async (request) => {
    const { workspace, actor, query, body } = request;
    const within = actor === 'installation' ? undefined : workspace;
    const dryRun = query.dry_run === 'true';
    const file = { name: query.file, text: body, actor, within, dryRun, check: refuseUnaskable };
    return { workspaces: await applyFile(catalog, file) };
  });
};
