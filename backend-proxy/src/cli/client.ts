import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { ProblemDocument } from '@fawkes/contract';
import { CliError } from './cli-error';

/** What one asks the running proxy. */
export interface Asked {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** Lines of JSON, in place of a body. */
  lines?: Uint8Array<ArrayBuffer>;
  /** A file, whole or as it is read, in place of a body. */
  file?: { content: Readable | string; type: string };
  /** The workspace to act in; without it, the token's own. */
  workspace?: string;
  /** How long to wait for the answer, in milliseconds (default 30,000). */
  patienceMs?: number;
}

/** An answer that is no success, as the proxy words it. */
export class Refused extends CliError {
  constructor(readonly problem: Pick<ProblemDocument, 'code' | 'detail' | 'status' | 'errors'>) {
    super(problem.detail);
    this.name = 'Refused';
  }
}

/** No proxy answers, or it went away before it did. */
export class Unreachable extends CliError {}

/** The running proxy, over HTTP. */
export interface Client {
  /** Resolves to the answer's JSON. Rejects with Refused where the proxy says no, with a CliError where none answers. */
  ask<Answer>(path: string, asked?: Asked): Promise<Answer>;
  /** The body of an answer as it comes, however long it is. Rejects as `ask` does. */
  stream(path: string, asked?: Asked): Promise<AsyncIterable<Uint8Array>>;
}

export function clientOf(url: string, token: string | undefined): Client {
  const send = (path: string, { method = 'GET', body, lines, file, workspace, patienceMs = 30_000 }: Asked) => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(workspace === undefined ? {} : { 'x-workspace': workspace }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(lines === undefined ? {} : { 'content-type': 'application/x-ndjson' }),
      ...(file === undefined ? {} : { 'content-type': file.type }),
    };
    const streamed = lines === undefined ? file?.content : Readable.from(piecesOf(lines));
    const sent = body === undefined ? streamed : JSON.stringify(body);
    const signal = AbortSignal.timeout(patienceMs);
    // A body that is sent while it is read needs to be called half of a conversation.
    return reach(new URL(path, url), { method, headers, body: sent, signal, duplex: 'half' } as RequestInit);
  };
  return {
    async ask<Answer>(path: string, asked: Asked = {}) {
      const response = await send(path, asked);
      const text = await whole(response);
      const answer = parsed(text);
      // /health says what is wrong with a body of its own.
      if (!response.ok && !isHealth(answer)) {
        throw refusal(url, response.status, answer);
      }
      return answer as Answer;
    },
    async stream(path, asked = {}) {
      const response = await send(path, asked);
      if (!response.ok || response.body === null) {
        throw refusal(url, response.status, parsed(await response.text()));
      }
      return Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
    },
  };
}

const PIECE = 256 * 1024;

/** A body that is sent whole would be copied first. */
function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += PIECE) {
    yield bytes.subarray(start, start + PIECE);
  }
}

async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      throw new Unreachable(`The proxy at ${url.origin} took too long to answer.`);
    }
    throw new Unreachable(
      `No proxy answers at ${url.origin}. Start it with \`npm run proxy\`, or say where it is with --url.`
    );
  }
}

/** A proxy that is killed in the midst of its answer is one that does not answer. */
async function whole(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch {
    throw new Unreachable(`The proxy at ${new URL(response.url).origin} went away while it answered.`);
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isHealth(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'service' in answer;
}

function refusal(url: string, status: number, answer: unknown): CliError {
  const problem = answer as Partial<ProblemDocument> | undefined;
  return problem?.code !== undefined && problem.detail !== undefined
    ? new Refused({ code: problem.code, detail: problem.detail, status, errors: problem.errors })
    : new CliError(`${url} answered ${status}, but not as this proxy does: is it another program?`);
}
