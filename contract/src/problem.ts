import * as z from 'zod/mini';

/** An RFC 9457 problem document: what was wrong, where, and what to do. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** A stable word for programs, such as `unknown_field`. */
  code: z.string(),
  detail: z.string(),
  /** The places in the request, each with what is wrong there. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

export type ProblemDocument = z.infer<typeof problemSchema>;
