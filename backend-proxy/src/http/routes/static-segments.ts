import { randomUUID } from 'node:crypto';
import { DEFINITIONS, partsOfRule, segmentSchema, storedShape, type SegmentRule } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { clientGone } from '../client-gone';
import type { AppDeps } from '../deps';
import { anyProblem, documentedAs } from '../schemas';

const { shape } = DEFINITIONS.segment.schema;

const bodySchema = z.strictObject({
  name: shape.name,
  description: shape.description,
  /** A query of the kind `people`: all of its people are kept, on whatever page. */
  query: documentedAs('Query'),
});
const savedSchema = z.object({ ...segmentSchema.shape, ...storedShape, people: z.int() });

/** `POST /api/v1/segments/static`: the people behind a number as a segment that stays as it is. */
export const staticSegmentRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog, planSaving }) => {
  const schema = {
    summary: 'Save people as a segment that stays as it is',
    description:
      'All people of a query of the kind `people`. Whoever is erased leaves it; a visitor who becomes a user stays in it as that user. 409 where there is a segment of that name.',
    tags: ['definitions'],
    body: bodySchema,
    response: { 201: savedSchema, ...anyProblem },
  };
  app.post('/api/v1/segments/static', { schema, config: { access: 'edit' } }, async (request, reply) => {
    const { workspace, actor, body } = request;
    const { name, description, query } = body;
    const save = await planSaving(workspace, query, clientGone(reply));
    const editing = catalog.definitions.edit({ actor, managed: '' });
    const saved = randomUUID();
    const rule: SegmentRule = { saved };
    // The definition comes first: a list that no definition names is forgotten.
    await editing.create(workspace, 'segment', { name, ...(description === undefined ? {} : { description }), rule });
    const stored = (await catalog.definitions.list(workspace, 'segment')).find((segment) => segment.name === name)!;
    try {
      const named = (await catalog.definitions.segments(workspace)).flatMap((segment) => listsOf(segment.rule));
      return await reply.code(201).send({ ...stored, people: await save(saved, named) });
    } catch (error) {
      await editing.remove(workspace, { kind: 'segment', name }, stored.version);
      throw error;
    }
  });
};

/** The lists that a rule names, wherever they stand in it. */
function listsOf(rule: SegmentRule): string[] {
  return partsOfRule(rule)?.flatMap(listsOf) ?? ('saved' in rule ? [rule.saved] : []);
}
