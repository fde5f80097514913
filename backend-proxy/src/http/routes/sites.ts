import { doubledViewsSchema, domainSchema, siteSchema, storedShape, unknownSitesSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { withoutWww } from '../../ingestion';
import { Problem } from '../../problem';
import { OPERATORS } from '../access';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const storedSchema = z.object({ ...siteSchema.shape, ...storedShape });
/** An option that is left out is left alone. */
const addedSchema = z.strictObject({ domain: domainSchema, doubled: z.optional(doubledViewsSchema) });

/** How sites come to be known; in all else they are definitions like the others (routes/definitions.ts). */
export const siteRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog }) => {
  const add = {
    summary: 'Add a site',
    description:
      'A domain belongs to one workspace of the installation: 409 where another has it. `doubled` says whether page views that come twice within a second count; on a site that is there already it is changed where it is named.',
    tags: ['definitions'],
    body: addedSchema,
    response: { 200: storedSchema, 201: storedSchema, ...anyProblem },
  };
  app.post('/api/v1/sites', { schema: add, config: { access: 'edit' } }, async (request, reply) => {
    const { workspace, body, actor } = request;
    const { site, added } = await catalog.sites.add(workspace, body, { actor, managed: '' });
    return reply.code(added ? 201 : 200).send(site);
  });

  const unknown = {
    summary: 'Domains whose events are dropped, since nobody added them',
    description:
      'Counted by the proxy that answers, since its start, for trackers at /api/event. For the role edit in the workspace default, whose people run the installation.',
    tags: ['definitions'],
    response: { 200: unknownSitesSchema, ...anyProblem },
  };
  app.get('/api/v1/sites/unknown', { schema: unknown, config: { access: 'edit' } }, async ({ workspace }) => {
    if (workspace !== OPERATORS) {
      // Domains that are nobody's are no business of the tenants.
      throw new Problem(403, 'other_workspace', `This is shown in the workspace ${OPERATORS} alone.`);
    }
    const { unknown: dropped, since, limited } = app.arrivals;
    for (const { domain } of dropped.list()) {
      if ((await catalog.sites.find(withoutWww(domain))) ?? (await catalog.sites.find(domain))) {
        dropped.forget(domain);
      }
    }
    const sites = dropped.list().map(({ domain, count, first, last }) => {
      return { domain, count, first: isoOf(first), last: isoOf(last) };
    });
    return { since: isoOf(since), dropped: dropped.dropped, limited, sites };
  });
};

const isoOf = (time: number) => new Date(time).toISOString();
