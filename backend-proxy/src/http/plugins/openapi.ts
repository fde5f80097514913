import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifySchema, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { schemaRegistry } from '../schemas';
import { VERSION } from '../../version';

const toJsonSchema = createJsonSchemaTransform({ schemaRegistry });

/** The OpenAPI 3.1 document, made from the schemas of the routes, as JSON at /docs/json and to read at /docs. */
export const openapi = fp(async (app) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Fawkes Analytics',
        version: VERSION,
        description: 'Events in, answers out. Errors are problem documents (RFC 9457).',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: (document) => {
      const { schema, url } = toJsonSchema(document);
      return { schema: schema?.hide ? schema : { ...described(document.route), ...schema }, url };
    },
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // The page asks nobody else, and works where no TLS stands in front.
    transformStaticCSP: (policy) =>
      policy.replace(' validator.swagger.io', '').replace(' upgrade-insecure-requests;', ''),
  });
});

const WORKSPACE = {
  type: 'string',
  description:
    'The workspace to act in. A token of the installation may name any, and acts in `default` where it names none; another token may name its own alone.',
};

/** What a route need not say by itself: what generators call its operation, and that a caller may choose a workspace. */
function described({ method, url, config }: RouteOptions): FastifySchema {
  const access = config?.access;
  const ofWorkspace = access !== undefined && access !== 'public' && access !== 'page' && access !== 'installation';
  return {
    operationId: operationIdOf(String(method), url),
    ...(ofWorkspace ? { headers: { type: 'object', properties: { 'x-workspace': WORKSPACE } } } : {}),
  };
}

/** Such as `getFunnelByName` for `GET /api/v1/funnel/:name`: it stays as long as the path does. */
function operationIdOf(method: string, path: string): string {
  const parts = path
    .replace(/^\/api\/v1\//, '')
    .split('/')
    .filter((part) => part !== '');
  const words = parts.flatMap((part) => (part.startsWith(':') ? ['by', part.slice(1)] : part.split(/[^a-z0-9]+/i)));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
