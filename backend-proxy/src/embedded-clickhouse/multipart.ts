import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ClickHouseException } from './errors';

/** Whether a request carries its SQL and parameters as a form, as clients do when a URL would become too long. */
export function isMultipart(request: IncomingMessage): boolean {
  return request.headers['content-type']?.startsWith('multipart/form-data') ?? false;
}

/** Moves the fields of a form into the URL's parameters; tables sent as files are not supported. */
export async function readForm(request: IncomingMessage, url: URLSearchParams): Promise<void> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData().catch(() => undefined);
  if (!form) {
    throw ClickHouseException.of('INCORRECT_DATA', 'The form in the request body could not be read.');
  }
  form.forEach((value, name) => {
    if (typeof value !== 'string') {
      throw ClickHouseException.of('NOT_IMPLEMENTED', 'Tables sent with a query are not supported.');
    }
    url.append(name, value);
  });
}
