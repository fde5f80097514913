import * as z from 'zod/mini';
import { filterSchema } from './filter';

const pattern = z.string().check(z.minLength(1), z.maxLength(500));

/**
 * Selects events: any of the `events` (names, `*` for any text in a name) or page views of any of the `paths`
 * (`*` stays within a path segment, `**` is anything), and all of `filter`.
 */
export const matcherSchema = z
  .strictObject({
    events: z.optional(z.array(pattern).check(z.maxLength(100))),
    paths: z.optional(z.array(pattern).check(z.maxLength(100))),
    filter: z.optional(filterSchema),
  })
  .check(
    z.refine(
      (m) => (m.events?.length ?? 0) + (m.paths?.length ?? 0) > 0 || m.filter !== undefined,
      'a matcher names at least one event, path or filter'
    )
  );

export type Matcher = z.infer<typeof matcherSchema>;
