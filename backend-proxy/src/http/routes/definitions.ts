import {
  DEFINITIONS,
  definitionVersionSchema,
  nameOf,
  storedShape,
  type Definition,
  type DefinitionKind,
} from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { placedIn, Problem } from '../../problem';
import { isOperator } from '../access';
import { dryRun, dryRunSchema, storedOf } from '../definitions/dry-run';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const nameSchema = z.string().check(z.minLength(1), z.maxLength(253));
const versionSchema = z.int().check(z.gte(1));
const versionAskedSchema = z.coerce
  .number('is missing, or no number: send the version that you know')
  .check(z.int(), z.minimum(1));
const KINDS = Object.keys(DEFINITIONS) as DefinitionKind[];

/**
 * What the workspace's numbers are about: each kind of definition is listed, read, tried, created, changed and deleted alike. Only
 * that a site is there may be said again and again (routes/sites.ts).
 */
export const definitionRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  for (const kind of KINDS) {
    await app.register(reading(kind), deps);
    await app.register(editing(kind), deps);
    await app.register(removing(kind), deps);
    if (kind !== 'site') {
      await app.register(creating(kind), deps);
    }
  }
};

function reading(kind: DefinitionKind): FastifyPluginAsyncZod<AppDeps> {
  const { title, path, plural, params, stored } = wordsOf(kind);
  return async (app, { catalog: { definitions } }) => {
    const list = {
      summary: `The ${plural} of the workspace`,
      tags: ['definitions'],
      response: { 200: z.object({ [plural]: z.array(stored) }), ...anyProblem },
    };
    app.get(path, { schema: list, config: { access: 'read' } }, async ({ workspace }) => ({
      [plural]: await definitions.list(workspace, kind),
    }));

    const one = {
      summary: `One ${title}`,
      tags: ['definitions'],
      params,
      response: { 200: stored, ...anyProblem },
    };
    app.get(`${path}/:name`, { schema: one, config: { access: 'read' } }, async ({ workspace, params: { name } }) => {
      return (await definitions.read(workspace, kind, name)) ?? unknown(kind, name);
    });

    const history = {
      summary: `What a ${title} was before, the newest first`,
      tags: ['definitions'],
      params,
      response: { 200: z.object({ versions: z.array(definitionVersionSchema) }), ...anyProblem },
    };
    const config = { access: 'read' } as const;
    app.get(`${path}/:name/history`, { schema: history, config }, async ({ workspace, params: { name } }) => {
      const versions = await definitions.history(workspace, kind, name);
      return versions.length > 0 ? { versions } : unknown(kind, name);
    });
  };
}

function creating(kind: DefinitionKind): FastifyPluginAsyncZod<AppDeps> {
  const { title, path, schema, stored } = wordsOf(kind);
  return async (app, { refuseUnaskable, catalog: { definitions } }) => {
    const create = {
      summary: `Create a ${title}`,
      description: `409 where there is a ${title} of that name.`,
      tags: ['definitions'],
      body: schema,
      response: { 201: stored, ...anyProblem },
    };
    app.post(path, { schema: create, config: { access: 'edit' } }, async (request, reply) => {
      const definition = request.body as Definition;
      await refuseUnaskable(request.body);
      const { workspace, actor } = request;
      await definitions.edit({ actor, managed: '' }).create(workspace, kind, definition);
      const stored = (await definitions.read(workspace, kind, nameOf(definition))) ?? unknown(kind, nameOf(definition));
      return reply.code(201).send(stored);
    });
  };
}

function editing(kind: DefinitionKind): FastifyPluginAsyncZod<AppDeps> {
  const { title, path, params, schema, stored } = wordsOf(kind);
  const changeSchema = z.strictObject({ version: versionSchema, definition: schema });
  return async (app, { ask, refuseUnaskable, catalog: { definitions } }) => {
    const config = { access: 'edit' } as const;
    const author = ({ actor }: { actor: string }) => definitions.edit({ actor, managed: '' });
    const read = async (workspace: string, name: string) =>
      (await definitions.read(workspace, kind, name)) ?? unknown(kind, name);

    const attempt = {
      summary: `Try a ${title}: how many people it would match in the last 30 days; nothing is changed`,
      tags: ['definitions'],
      body: schema,
      response: { 200: dryRunSchema, ...anyProblem },
    };
    app.post(`${path}/dry-run`, { schema: attempt, config: { access: 'read' } }, async (request) => {
      const definition = request.body as Definition;
      const tried = await dryRun(kind, definition, (query) => ask(request.workspace, query, request.signal));
      return kind === 'site' && isOperator(request)
        ? { ...tried, dropped: app.arrivals.unknown.countOf(nameOf(definition)) }
        : tried;
    });

    const change = {
      summary: `Change a ${title}`,
      description:
        'Send the version you know: 409 where somebody changed it meanwhile, or where it is kept in a file. Another name renames it: it goes on counting its versions, and its history comes along.',
      tags: ['definitions'],
      params,
      body: changeSchema,
      response: { 200: stored, ...anyProblem },
    };
    app.put(`${path}/:name`, { schema: change, config }, async (request) => {
      const { version, definition } = request.body as { version: number; definition: Definition };
      await refuseUnaskable(request.body);
      const place = { kind, name: request.params.name };
      await placedIn('definition', author(request).change(request.workspace, place, version, definition));
      return read(request.workspace, nameOf(definition));
    });
  };
}

function removing(kind: DefinitionKind): FastifyPluginAsyncZod<AppDeps> {
  const { title, path, params } = wordsOf(kind);
  return async (app, { ask, now, catalog: { definitions } }) => {
    const remove = {
      summary: `Delete a ${title}`,
      description:
        kind === 'site'
          ? 'Send the version you know: 409 where somebody changed it meanwhile, or where it is kept in a file. What its trackers send is dropped from then on. 409, too, where events of it are stored, unless `force=true`: they stay, go on counting where all sites count, and are found by a filter on the property `site`, until retention drops them.'
          : 'Send the version you know: 409 where somebody changed it meanwhile, where it is kept in a file, or where others refer to it.',
      tags: ['definitions'],
      params,
      querystring: z.strictObject({
        version: versionAskedSchema,
        ...(kind === 'site' ? { force: z._default(z.enum(['true', 'false']), 'false') } : {}),
      }),
      response: { 204: z.null(), ...anyProblem },
    };
    app.delete(`${path}/:name`, { schema: remove, config: { access: 'edit' } }, async (request, reply) => {
      const { workspace, actor, params: asked, query, signal } = request;
      if ('force' in query && query.force === 'false') {
        const stored = await storedOf(asked.name, (question) => ask(workspace, question, signal), now());
        refuseWithEvents(asked.name, stored);
      }
      await definitions.edit({ actor, managed: '' }).remove(workspace, { kind, name: asked.name }, query.version);
      return reply.code(204).send(null);
    });
  };
}

function refuseWithEvents(domain: string, stored: number): void {
  if (stored > 0) {
    throw new Problem(
      409,
      'site_has_events',
      `${stored} events of the site ${domain} are stored. With force=true it is deleted, and they stay: they go on counting where all sites count.`
    );
  }
}

function wordsOf(kind: DefinitionKind) {
  const { title, plural, schema } = DEFINITIONS[kind];
  return {
    title,
    plural,
    schema,
    path: `/api/v1/${plural}`,
    params: z.object({ name: kind === 'site' ? nameSchema.check(z.toLowerCase()) : nameSchema }),
    stored: z.object({ ...schema.shape, ...storedShape }),
  };
}

function unknown(kind: DefinitionKind, name: string): never {
  const { title, plural } = DEFINITIONS[kind];
  throw new Problem(
    404,
    `unknown_${kind}`,
    `There is no ${title} named ${JSON.stringify(name)}; GET /api/v1/${plural} lists those there are.`
  );
}
