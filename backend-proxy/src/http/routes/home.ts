import type { Answer, QueryInput } from '@fawkes/contract';
import type { FastifyBaseLogger } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { sharedMoment } from '../../answer/moment';
import { Problem } from '../../problem';
import { ASSETS, choicesSchema, PAGES, renderPage, renderProblem, type PageName } from '../../report';
import type { Caller } from '../access';
import type { AppDeps } from '../deps';
import { pageSession } from '../plugins/page-session';
import { toProblem } from '../plugins/problems';

/** All that the pages are made of comes from here; there is no script, and no style but the style sheet's. */
const PAGE_ONLY = {
  contentSecurityPolicy: {
    useDefaults: false as const,
    directives: {
      'default-src': ["'none'"],
      'style-src': ["'self'"],
      'img-src': ["'self'"],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
};

/** `GET /`, `/usage` and the other areas: the proxy's own page, for people. */
export const homeRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  await app.register(pageSession, deps);

  app.setErrorHandler((error: Error, request, reply) => {
    const problem = inWordsOfThePage(toProblem(error));
    if (problem.status >= 500 && !(error instanceof Problem)) {
      request.log.error({ err: error }, 'a page failed');
    }
    return reply
      .code(problem.status)
      .headers(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {})
      .headers(problem.status === 503 ? { 'retry-after': '3' } : {})
      .type('text/html; charset=utf-8')
      .serializer(String)
      .send(renderProblem(problem));
  });

  for (const page of Object.keys(PAGES) as PageName[]) {
    const schema = { hide: true, querystring: choicesSchema };
    const options = { schema, config: { access: 'page' as const, helmet: PAGE_ONLY } };
    app.get(PAGES[page].path, options, async (request, reply) => {
      const { visitor } = request;
      const markup = await renderPage({
        page,
        choices: request.query,
        ...(await workspaceOf(visitor, deps, request.query.site)),
        ask: asking(deps, visitor.workspace, request.signal, request.log),
        now: deps.now(),
        asOf: sharedMoment(deps.now()),
        proxy: `${request.protocol}://${request.host}`,
        grafanaUrl: deps.config.grafanaUrl,
      });
      return reply.type('text/html; charset=utf-8').serializer(String).send(markup);
    });
  }

  for (const { path, type, body } of ASSETS) {
    app.get(path, { schema: { hide: true }, config: { access: 'public' } }, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).serializer(String).send(body)
    );
  }
};

/** What the visitor may choose from. Throws where the chosen site is none of the workspace's. */
async function workspaceOf({ workspace, role }: Caller, { catalog }: AppDeps, site: string | undefined) {
  const [sites, funnels, workspaces] = await Promise.all([
    catalog.sites.list(workspace),
    catalog.definitions.funnels(workspace),
    role === 'installation' ? catalog.workspaces.list() : [workspace],
  ]);
  const domains = sites.map(({ domain }) => domain);
  if (site !== undefined && !domains.includes(site.toLowerCase())) {
    throw new Problem(400, 'unknown_site', `The workspace ${workspace} has no site ${site}.`);
  }
  return { workspace, workspaces, sites: domains, funnels, anonymous: role === 'anonymous' };
}

/** Asks as any door does; what is not meant for a visitor goes to the log instead. */
function asking({ ask }: AppDeps, workspace: string, signal: AbortSignal, log: FastifyBaseLogger) {
  return async (query: QueryInput): Promise<Answer> => {
    try {
      return await ask(workspace, query, signal);
    } catch (error) {
      if (!(error instanceof Problem)) {
        log.error({ err: error }, 'a question of a page failed');
      }
      throw toProblem(error as Error);
    }
  };
}

/** A browser sends no header with a token: who must show one is told about the link instead. */
function inWordsOfThePage(problem: Problem): Problem {
  switch (problem.code) {
    case 'no_token':
      return new Problem(
        401,
        problem.code,
        'This page shows the numbers of a workspace, and is opened by a link with a token.'
      );
    case 'bad_token':
      return new Problem(
        401,
        problem.code,
        'The token of this link is not known here. It may be of an earlier start, or revoked.'
      );
    default:
      return problem;
  }
}
