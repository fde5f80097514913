import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { AppDeps } from '../deps';
import { OPEN_TO_ALL, SCRIPT_PATH } from '../plugins/security';
import { anyProblem } from '../schemas';

const SOURCE = fileURLToPath(new URL('../../../tracker/script.ts', import.meta.url));

/** `GET /js/script.js`: the tracker, for pages of any origin. Browsers keep it for an hour and then ask whether it is still the same. */
export const scriptRoutes: FastifyPluginAsyncZod<AppDeps> = async (app) => {
  const body = await compileTracker();
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const schema = {
    summary: 'The tracker, as a script to paste',
    description: '`<script defer data-domain="docs.example" src="https://proxy.example/js/script.js"></script>`',
    tags: ['events'],
    security: [],
    produces: ['text/javascript'],
    response: { 200: z.string(), ...anyProblem },
  };
  app.get(SCRIPT_PATH, { schema, config: { access: 'public', ...OPEN_TO_ALL } }, async (request, reply) => {
    void reply.headers({ etag, 'cache-control': 'public, max-age=3600, stale-while-revalidate=86400' });
    if (matches(request.headers['if-none-match'], etag)) {
      return reply.code(304).serializer(String).send('');
    }
    return reply.type('text/javascript; charset=utf-8').serializer(String).send(body);
  });
};

/** For browsers of the last years, so small that compressing it is not worth the trouble. */
async function compileTracker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    logLevel: 'silent',
  });
  // Ends esbuild's process, which would otherwise wait for more to compile.
  await stop();
  return outputFiles[0]!.text;
}

/** Caches may say that they hold any of several, and proxies that compress mark theirs as weak. */
function matches(header: string | undefined, etag: string): boolean {
  const held = header?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return held.includes(etag) || held.includes('*');
}
