import { doubledViewsSchema, siteSchema, unknownSitesSchema } from '@fawkes/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { withoutWww } from '../../ingestion';
import { Problem } from '../../problem';
import type { AppDeps } from '../deps';
import { anyProblem } from '../schemas';

const knownSiteSchema = z.object({ domain: z.string(), created: z.string(), doubled: doubledViewsSchema });

/** Domains that are nobody's are shown to those who run the installation, not to every tenant of it. */
const OPERATORS = 'default';

/** The sites whose events the workspace takes. */
export const siteRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { catalog }) => {
  const list = {
    summary: 'The sites of the workspace',
    tags: ['definitions'],
    response: { 200: z.object({ sites: z.array(knownSiteSchema) }), ...anyProblem },
  };
  app.get('/api/v1/sites', { schema: list, config: { access: 'read' } }, async (request) => ({
    sites: await catalog.sites.list(request.workspace),
  }));

  const add = {
    summary: 'Add a site',
    description:
      'A domain belongs to one workspace of the installation: 409 where another has it. `doubled` says whether page views that come twice within a second count; on a site that is there already it is changed where it is named.',
    tags: ['definitions'],
    body: siteSchema,
    response: { 200: knownSiteSchema, 201: knownSiteSchema, ...anyProblem },
  };
  app.post('/api/v1/sites', { schema: add, config: { access: 'edit' } }, async (request, reply) => {
    const { site, added } = await catalog.sites.add(request.workspace, request.body.domain, request.body.doubled);
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
