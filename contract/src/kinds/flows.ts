import * as z from 'zod/mini';
import { BEHAVIOURS, someRulesSchema } from '../behaviour';
import { commonQueryShape } from '../query';

/** People by the behavioural segment they were in at the start of the range and the one they are in at its end. */
export const flowsQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('flows'),
  rules: z.optional(someRulesSchema),
});

/** Where people come from and go to; `None` is no segment, not having been active in the days that segments look at. */
export const FLOW_ENDS = ['None', ...BEHAVIOURS] as const;

/** A number of it: who was in one segment before and is in one after; one of the two is enough. */
export const flowsPickSchema = z.strictObject({
  from: z.optional(z.enum(FLOW_ENDS)),
  to: z.optional(z.enum(FLOW_ENDS)),
});

export type FlowsQuery = z.infer<typeof flowsQuerySchema>;
