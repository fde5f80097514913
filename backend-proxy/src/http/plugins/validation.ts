import fp from 'fastify-plugin';
import * as z from 'zod/mini';
import { places } from '../../answer/parse';
import { Problem } from '../../problem';

// zod/mini, in which the contract is written, brings no words of its own.
z.config(z.locales.en());

/**
 * Routes state their schemas in zod. Requests are validated by them, with each wrong place named;
 * answers are only documented by them: they were made by our own types, and checking each row again would cost time.
 */
export const validation = fp(async (app) => {
  app.setValidatorCompiler<z.core.$ZodType>(({ schema, httpPart }) => (data) => {
    const result = z.safeParse(schema, data);
    return result.success ? { value: result.data } : { error: invalid(httpPart, result.error.issues) };
  });
  app.setSerializerCompiler(() => JSON.stringify);
});

/** For routes whose own parser judges the body, one item at a time: the schema is for the documentation. */
export const documentedOnly = () => (value: unknown) => ({ value });

function invalid(part: string | undefined, issues: Parameters<typeof places>[0]): Problem {
  const wrong = places(issues);
  const first = wrong[0];
  const where = first?.path || (part === 'querystring' ? 'the query string' : `the ${part ?? 'request'}`);
  return new Problem(400, 'invalid_request', `${where}: ${first?.message ?? 'not valid'}`, wrong);
}
