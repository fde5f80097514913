import * as z from 'zod/mini';

/** The four behavioural segments in the order of their rules: a person is in the first whose rule holds. */
export const BEHAVIOURS = ['At Risk', 'New Users', 'Power Users', 'Regular Users'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** The recent days are looked at one by one. */
const MOST_RECENT_DAYS = 60;
const days = (most: number) => z.int().check(z.gte(1), z.lte(most));
const atLeastOne = z.int().check(z.gte(1), z.lte(10_000));

const rulesShape = {
  /** Who was active within these days is in a segment. */
  activeDays: days(366),
  /** At Risk: not seen for over these days, … */
  riskDays: days(365),
  /** … or the weekly sessions in them are under this share of the person's own mean before, … */
  riskShare: z.number().check(z.gt(0), z.lte(1)),
  /** … given at least so many sessions before. */
  riskSessions: atLeastOne,
  /** New Users: first seen within these days. */
  newDays: days(366),
  /** Power Users: over so many sessions a week, on average over the recent days, … */
  powerSessions: z.number().check(z.gte(0), z.lte(10_000)),
  /** … and at least so many distinct features used in them. */
  powerFeatures: z.int().check(z.gte(0), z.lte(1000)),
  /** The recent days: what Power Users and the engagement score go by. */
  recentDays: days(MOST_RECENT_DAYS),
  /** So many active ones among the recent days are full engagement. */
  fullDays: days(MOST_RECENT_DAYS),
};

/** Where the behavioural segments are cut. All days are counted back from the moment that is asked about. */
export const segmentRulesSchema = z.strictObject(rulesShape).check(
  z.refine((rules) => rules.riskDays < rules.activeDays, { error: 'less than activeDays', path: ['riskDays'] }),
  z.refine((rules) => rules.newDays <= rules.activeDays, { error: 'at most activeDays', path: ['newDays'] }),
  z.refine((rules) => rules.recentDays <= rules.activeDays, { error: 'at most activeDays', path: ['recentDays'] }),
  z.refine((rules) => rules.fullDays <= rules.recentDays, { error: 'at most recentDays', path: ['fullDays'] })
);

/** Some of the rules, for one question; the others are the workspace's. */
export const someRulesSchema = z.partial(z.strictObject(rulesShape));

export type SegmentRules = z.infer<typeof segmentRulesSchema>;
export type SomeRules = z.infer<typeof someRulesSchema>;

export const DEFAULT_SEGMENT_RULES: SegmentRules = {
  activeDays: 90,
  riskDays: 14,
  riskShare: 0.5,
  riskSessions: 4,
  newDays: 14,
  powerSessions: 10,
  powerFeatures: 4,
  recentDays: 28,
  fullDays: 20,
};

/** Those given in place of the others; what is left open, or undefined, changes nothing. */
export function withRules(others: SegmentRules, given: SomeRules | undefined): SegmentRules {
  const said = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...others, ...(Object.fromEntries(said) as Partial<SegmentRules>) };
}

/** The workspace's rules, of which there is one set: what it leaves open is as the definitions have it. */
export const workspaceRulesSchema = z
  .extend(someRulesSchema, { name: z.literal('behavioural', { error: 'there is one set of rules: behavioural' }) })
  .check(
    z.refine(({ name: _, ...rules }) => fit(withRules(DEFAULT_SEGMENT_RULES, rules)), {
      error:
        'riskDays must be less than activeDays, newDays and recentDays at most activeDays, fullDays at most recentDays',
    })
  );

function fit({ activeDays, riskDays, newDays, recentDays, fullDays }: SegmentRules): boolean {
  return riskDays < activeDays && Math.max(newDays, recentDays) <= activeDays && fullDays <= recentDays;
}

export type WorkspaceRules = z.infer<typeof workspaceRulesSchema>;
