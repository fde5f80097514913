import { isUtf8 } from 'node:buffer';
import type { FastifyBodyParser } from 'fastify';
import fp from 'fastify-plugin';
import { forbiddenName } from '../../forbidden-name';
import { shortened } from '../../issue-place';
import { Problem } from '../../problem';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route itself looks for names that are not allowed, so that they cost no more than the item they are in. */
    checksNames?: true;
  }
}

/** JSON bodies, strictly: broken UTF-8 is refused rather than mended, and so are keys that reach for prototypes. */
export const bodies = fp(async (app) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, parseJson);
});

/** Reads a body as JSON whatever it calls itself. */
export const parseJson: FastifyBodyParser<Buffer> = (request, body, done) => {
  try {
    refuseCompressed(request.headers['content-encoding']);
    const value = jsonOf(body);
    if (!request.routeOptions.config.checksNames) {
      refuseForbiddenNames(value);
    }
    done(null, value);
  } catch (error) {
    done(error as Error);
  }
};

/** Passes a body on as it is, for routes that read it bit by bit. */
export const unread: FastifyBodyParser<Buffer> = (request, body, done) => {
  try {
    refuseCompressed(request.headers['content-encoding']);
    done(null, body);
  } catch (error) {
    done(error as Error);
  }
};

function refuseCompressed(encoding: string | undefined): void {
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Problem(
      415,
      'compressed_body',
      `Content-Encoding: ${shortened(encoding)} is not read here; send the body as it is.`
    );
  }
}

function jsonOf(body: Buffer): unknown {
  if (body.length === 0) {
    throw new Problem(400, 'no_body', 'The body is empty; it must be JSON.');
  }
  if (!isUtf8(body)) {
    throw new Problem(400, 'bad_encoding', 'The body is not valid UTF-8.');
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Problem(400, 'bad_json', 'The body is not JSON.');
  }
}

function refuseForbiddenNames(value: unknown): void {
  const path = forbiddenName(value);
  if (path !== undefined) {
    throw new Problem(400, 'forbidden_name', `${shortened(path)}: this name is not allowed`);
  }
}
