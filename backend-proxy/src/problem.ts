import type { ProblemDocument } from '@fawkes/contract';

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request timeout',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be computed',
  429: 'Too many requests',
  431: 'Headers too large',
  499: 'Cancelled',
  500: 'Internal error',
  503: 'Not available',
  504: 'Took too long',
};

export interface Place {
  /** Where in the request, such as `queries.0.range.from`. */
  path: string;
  message: string;
}

/** The one error shape (RFC 9457): thrown anywhere, shown by every door. `detail` says what was wrong and what to do. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors?: Place[]
  ) {
    super(detail);
    this.name = 'Problem';
  }

  /** The document that goes over the wire. */
  document(): ProblemDocument {
    return {
      type: `urn:fawkes:problem:${this.code}`,
      title: TITLES[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...(this.errors ? { errors: this.errors } : {}),
    };
  }
}

/** Waits for what is done about a part of a request, and names the places of its Problem from the request's own root. */
export async function placedIn<Result>(prefix: string, done: Promise<Result>): Promise<Result> {
  try {
    return await done;
  } catch (error) {
    if (error instanceof Problem && error.errors) {
      const { status, code, detail, errors } = error;
      // The version stands beside the definition, and what others have is no place of this request.
      const placed = errors.map(({ path, message }) => {
        return { path: path === '' || path === 'version' ? path : `${prefix}.${path}`, message };
      });
      throw new Problem(status, code, detail, placed);
    }
    throw error;
  }
}
