import { problemSchema } from '@fawkes/contract';
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';

/** The response is a problem document (RFC 9457) of this status and code; gives it back for a closer look. */
export function expectProblem(response: LightMyRequestResponse, status: number, code: string) {
  expect([response.statusCode, response.body]).toEqual([status, expect.stringContaining(`"code":"${code}"`)]);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.parse(response.json());
  expect(problem).toMatchObject({ type: `urn:fawkes:problem:${code}`, status, code });
  expect(problem.detail).not.toBe('');
  return problem;
}
