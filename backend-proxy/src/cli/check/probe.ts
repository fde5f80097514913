const PATIENCE_MS = 60_000;

export interface Probed {
  status: number;
  headers: Headers;
  text: string;
}

interface Ask {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Without a token. */
  openly?: boolean;
}

/** Asks a deployment; the answer to a GET is remembered, since many checks look at one. */
export type Probe = (path: string, ask?: Ask) => Promise<Probed>;

export function probeOf(url: string, token: string | undefined, workspace: string | undefined): Probe {
  const remembered = new Map<string, Promise<Probed>>();
  const send = async (path: string, { method = 'GET', body, headers, openly = false }: Ask): Promise<Probed> => {
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        ...(openly || token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(openly || workspace === undefined ? {} : { 'x-workspace': workspace }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: Error) => {
      throw new Error(error.name === 'TimeoutError' ? 'took too long' : `no answer from ${new URL(url).origin}`);
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return (path, ask = {}) => {
    const key = JSON.stringify([path, ask]);
    const known = remembered.get(key) ?? send(path, ask);
    remembered.set(key, known);
    return known;
  };
}

/** The answer's JSON; rejects where the status is no success or the body no JSON. */
export async function jsonOf(probed: Promise<Probed>): Promise<Record<string, unknown>> {
  const { status, text } = await probed;
  if (status !== 200) {
    throw new Error(`answered ${status}: ${text.slice(0, 120)}`);
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Error('answered no JSON: is it another program?');
  }
}

/** How long a list is, which an answer is or begins with; throws where it does not. */
export function entries(body: object): string {
  const list: unknown = Array.isArray(body) ? body : Object.values(body)[0];
  if (!Array.isArray(list)) {
    throw new Error('answered no list');
  }
  return `${list.length} entries`;
}
