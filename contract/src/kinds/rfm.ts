import * as z from 'zod/mini';
import { someRulesSchema } from '../behaviour';
import { commonQueryShape } from '../query';

/** Names for the cells of recency and frequency, from the most lively to the least. */
export const RFM_GROUPS = [
  'Champions',
  'Loyal',
  'Potential loyalists',
  'Recent',
  'Needing attention',
  'About to sleep',
  'Slipping away',
  'Cannot lose',
  'Hibernating',
] as const;

export type RfmGroup = (typeof RFM_GROUPS)[number];

/** People by fifths of how lately they were seen, how many sessions they had and how many features they used. */
export const rfmQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('rfm'),
  rules: z.optional(someRulesSchema),
});

const fifth = z.optional(z.int().check(z.gte(1), z.lte(5)));

/** A number of it: who is in a group, or in a fifth, or both. */
export const rfmPickSchema = z.strictObject({
  group: z.optional(z.enum(RFM_GROUPS)),
  recency: fifth,
  frequency: fifth,
  breadth: fifth,
});

export type RfmQuery = z.infer<typeof rfmQuerySchema>;
