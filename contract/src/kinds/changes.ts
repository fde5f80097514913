import * as z from 'zod/mini';
import type { DefinitionKind } from '../definition';
import { commonQueryShape } from '../query';

/** What can be defined, and so change. */
export const CHANGING = [
  'feature',
  'funnel',
  'goal',
  'segment',
  'segment_rules',
  'exposure_rule',
  'experiment',
  'site',
] as const satisfies DefinitionKind[];

export type Changing = (typeof CHANGING)[number];

/** What was defined, changed or deleted in the range, the newest first: the reason why a number may have moved. */
export const changesQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('changes'),
  /** Only definitions of these kinds; without it all. */
  definitions: z.optional(z.array(z.enum(CHANGING)).check(z.minLength(1), z.maxLength(CHANGING.length))),
  limit: z._default(z.int().check(z.gte(1), z.lte(1000)), 100),
});

export type ChangesQuery = z.infer<typeof changesQuerySchema>;
