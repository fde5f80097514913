import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { schemaRegistry } from '../schemas';
import { VERSION } from '../../version';

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
    transform: createJsonSchemaTransform({ schemaRegistry }),
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
