import type { ProblemDocument } from '@fawkes/contract';
import { CliError } from './cli-error';

/** What one asks the running proxy. */
export interface Asked {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  /** The workspace to act in; without it, the token's own. */
  workspace?: string;
}

/** An answer that is no success, as the proxy words it. */
export class Refused extends CliError {
  constructor(readonly problem: Pick<ProblemDocument, 'code' | 'detail'>) {
    super(problem.detail);
    this.name = 'Refused';
  }
}

/** The running proxy, over HTTP. */
export interface Client {
  /** Resolves to the answer's JSON. Rejects with Refused where the proxy says no, with a CliError where none answers. */
  ask<Answer>(path: string, asked?: Asked): Promise<Answer>;
}

export function clientOf(url: string, token: string | undefined): Client {
  return {
    async ask<Answer>(path: string, { method = 'GET', body, workspace }: Asked = {}) {
      const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(workspace === undefined ? {} : { 'x-workspace': workspace }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const response = await reach(new URL(path, url), {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      const answer = parsed(text);
      // /health says what is wrong with a body of its own.
      if (!response.ok && !isHealth(answer)) {
        throw refusal(url, response.status, answer);
      }
      return answer as Answer;
    },
  };
}

async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
  } catch {
    throw new CliError(
      `No proxy answers at ${url.origin}. Start it with \`npm run proxy\`, or say where it is with --url.`
    );
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
    ? new Refused({ code: problem.code, detail: problem.detail })
    : new CliError(`${url} answered ${status}, but not as this proxy does: is it another program?`);
}
