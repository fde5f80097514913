import * as z from 'zod/mini';
import { matcherSchema } from '../matcher';
import { commonQueryShape } from '../query';
import { windowSchema } from './funnel';

/**
 * Which ways people take, step by step: pages seen and events done. From the first event that meets `from` on, up to the first
 * that meets `to`, or from the beginning.
 */
export const pathsQuerySchema = z
  .strictObject({
    ...commonQueryShape,
    kind: z.literal('paths'),
    from: z.optional(matcherSchema),
    to: z.optional(matcherSchema),
    /** How many steps are shown. */
    steps: z._default(z.int().check(z.gte(2), z.lte(10)), 5),
    /** One path a session, or one a person, within so much time of where it starts or ends. */
    within: z._default(
      z.union([z.literal('session'), windowSchema], { error: '"session", or a window such as 30m or 7d' }),
      'session'
    ),
    /** The most frequent nodes of each step, the rest as one; of whole paths, the most frequent. */
    limit: z._default(z.int().check(z.gte(1), z.lte(100)), 10),
    /** Whether equal steps one after another are one. */
    collapse: z._default(z.boolean(), true),
    /** A graph of nodes and edges, or a table of whole paths. */
    view: z._default(z.enum(['graph', 'paths']), 'graph'),
  })
  .check(
    z.refine((query) => query.from === undefined || query.to === undefined, {
      error: 'a path is from something or to something: for both, ask for a funnel',
      path: ['to'],
    })
  );

/**
 * People whose path has a label at a step, both as the graph shows them: all of them, those who go on to `next` at the following
 * step, or those whose path ends there (of paths to something: begins there).
 */
export const pathsPickSchema = z
  .strictObject({
    step: z.int().check(z.gte(1), z.lte(10)),
    title: z.string().check(z.maxLength(4000)),
    next: z.optional(z.string().check(z.maxLength(4000))),
    dropOff: z.optional(z.boolean()),
  })
  .check(
    z.refine((pick) => pick.next === undefined || !pick.dropOff, {
      error: 'who goes on does not drop off',
      path: ['dropOff'],
    })
  );

export type PathsQuery = z.infer<typeof pathsQuerySchema>;
