import * as z from 'zod/mini';
import { someRulesSchema } from '../behaviour';
import { commonQueryShape } from '../query';

/** People by the behavioural segment they were in at the start of the range and the one they are in at its end. */
export const flowsQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('flows'),
  rules: z.optional(someRulesSchema),
});

export type FlowsQuery = z.infer<typeof flowsQuerySchema>;
