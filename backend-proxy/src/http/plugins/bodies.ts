import { isUtf8 } from 'node:buffer';
import type { FastifyBodyParser, FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../problem';

/** JSON bodies, strictly: broken UTF-8 is refused rather than mended, and so are keys that reach for prototypes. */
export const bodies = fp(async (app) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, jsonParser(app));
});

/** Reads a body as JSON whatever it calls itself. */
export function jsonParser(app: FastifyInstance): FastifyBodyParser<Buffer> {
  const parse = app.getDefaultJsonParser('error', 'error');
  return (request, body, done) => {
    if (!isUtf8(body)) {
      done(new Problem(400, 'bad_encoding', 'The body is not valid UTF-8.'));
      return;
    }
    void parse(request, body.toString('utf8'), (error, value) => done(error && readable(error), value));
  };
}

/** JSON.parse says where it stopped; what it says holds only the caller's own text. */
function readable(error: Error): Error {
  return error instanceof SyntaxError ? new Problem(400, 'bad_json', `The body is not JSON: ${error.message}`) : error;
}
