import * as z from 'zod/mini';
import { matcherSchema } from '../matcher';
import { propertySchema } from '../property';
import { commonQueryShape, optionalInterval } from '../query';
import { instantSchema } from '../range';

/** A window such as 30s, 5m, 12h, 7d, 2w; inclusive: 5:00 counts in a window of 5 minutes. At most 366 days. */
export const windowSchema = z.string().check(
  z.regex(/^[1-9]\d{0,8}[smhdw]$/, 'a window is a number and one of s m h d w, such as 7d'),
  z.refine((text) => windowMilliseconds(text) <= 366 * 86_400_000, 'a window is at most 366 days')
);

export const funnelStepSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  match: matcherSchema,
  /** People may leave it out; the steps around it count as if it were not there. */
  optional: z.optional(z.boolean()),
});

export const funnelStepsSchema = z.array(funnelStepSchema).check(z.minLength(1), z.maxLength(20));

/** What must not happen after step `from` and before step `to` (their numbers, from 1), or, where that is not reached, within the window. */
export const exclusionSchema = z.strictObject({
  match: matcherSchema,
  from: z.int().check(z.gte(1), z.lte(20)),
  to: z.int().check(z.gte(1), z.lte(20)),
  /** `remove` (default) leaves out a person with any such attempt; `truncate` ends the attempt at the steps before it. */
  effect: z.optional(z.enum(['remove', 'truncate'])),
});

/** How steps make a funnel; a definition and a query have the same rules. */
export const funnelRulesShape = {
  /** Whom step 1 is measured against; the window runs from it. */
  entry: z.optional(matcherSchema),
  /** `ordered` (default): other events may come between; `strict`: the very next interactive event; `unordered`: in any order. */
  order: z.optional(z.enum(['ordered', 'strict', 'unordered'])),
  /** `any` (default): the best attempt of all starts counts; `first`: the attempt from the first start. */
  start: z.optional(z.enum(['any', 'first'])),
  /** What is counted: persons (default), sessions with their attempts within, or attempts that do not overlap. */
  counting: z.optional(z.enum(['person', 'session', 'total'])),
  exclusions: z.optional(z.array(exclusionSchema).check(z.maxLength(10))),
  /** A property of which the events of an attempt have the same value; events without it take no part. */
  hold: z.optional(propertySchema),
};

interface Rules {
  steps?: ReadonlyArray<{ optional?: boolean | undefined }> | undefined;
  order?: string | undefined;
  start?: string | undefined;
  counting?: string | undefined;
  exclusions?: ReadonlyArray<{ from: number; to: number }> | undefined;
  hold?: string | undefined;
}

/** What holds between the rules of a funnel; each names the place of what is wrong. */
export const funnelRuleChecks = [
  z.refine<Rules>(({ steps }) => !optionalAt(steps, 0) && !optionalAt(steps, (steps?.length ?? 0) - 1), {
    error: 'the first and the last step cannot be optional',
    path: ['steps'],
  }),
  z.refine<Rules>(({ steps = [] }) => steps.every((_, i) => !(optionalAt(steps, i) && optionalAt(steps, i + 1))), {
    error: 'an optional step stands between two that are not',
    path: ['steps'],
  }),
  z.refine<Rules>(({ steps = [], order = 'ordered' }) => order === 'ordered' || !steps.some((s) => s.optional), {
    error: 'only an ordered funnel has optional steps',
    path: ['order'],
  }),
  z.refine<Rules>(({ steps, exclusions = [] }) => exclusions.every((e) => liesBetween(e, steps)), {
    error: 'an exclusion lies between two steps that are not optional, from before to',
    path: ['exclusions'],
  }),
  z.refine<Rules>(({ start, counting }) => !(start === 'first' && counting === 'total'), {
    error: 'all attempts are counted, or those from the first start, not both',
    path: ['start'],
  }),
  z.refine<Rules>(({ hold }) => !hold?.startsWith('session.'), {
    error: 'a property of the session is the same in all of its events: count sessions instead',
    path: ['hold'],
  }),
];

/** Steps that are not known here, since a definition names them, are not judged. */
const liesBetween = ({ from, to }: { from: number; to: number }, steps: Rules['steps']): boolean =>
  from < to &&
  (steps === undefined || (to <= steps.length && !optionalAt(steps, from - 1) && !optionalAt(steps, to - 1)));

const optionalAt = (steps: Rules['steps'], place: number): boolean => steps?.[place]?.optional === true;

/** By whose values the people are told apart, and at which event of the attempt the value is read. */
export const funnelBreakdownSchema = z.strictObject({
  property: propertySchema,
  /** At the start of the attempt, at the last step reached, or at a step by its number. */
  at: z._default(z.union([z.enum(['first', 'last']), z.int().check(z.gte(1), z.lte(20))]), 'first'),
  limit: z._default(z.int().check(z.gte(1), z.lte(100)), 10),
});

/**
 * How many persons go through the steps. Give `funnel` (a definition's name), or `steps`, `window` and the rules.
 * With `entry`, step 1 is measured against the persons who did that, and the window runs from it.
 */
export const funnelQuerySchema = z
  .strictObject({
    ...commonQueryShape,
    kind: z.literal('funnel'),
    funnel: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    steps: z.optional(funnelStepsSchema),
    window: z.optional(windowSchema),
    ...funnelRulesShape,
    /** The steps; the conversion over time; a histogram of the time it takes; what goes with converting. */
    view: z._default(z.enum(['steps', 'trend', 'time_to_convert', 'correlation']), 'steps'),
    /** Of steps and trend. */
    breakdown: z.optional(funnelBreakdownSchema),
    /** Of the trend. */
    interval: optionalInterval,
    /** How many bins the histogram has; without it as many as suit the number of people. */
    bins: z.optional(z.int().check(z.gte(1), z.lte(1000))),
    /** What is compared besides the events' names, in the view of correlation. */
    properties: z.optional(z.array(propertySchema).check(z.minLength(1), z.maxLength(10))),
    /** How many rows the view of correlation has. */
    limit: z.optional(z.int().check(z.gte(1), z.lte(1000))),
  })
  .check(
    z.refine((q) => (q.funnel === undefined) !== (q.steps === undefined), {
      error: 'give either the name of a funnel or steps',
      path: ['steps'],
    }),
    z.refine((q) => q.funnel === undefined || !BROUGHT.some((rule) => q[rule] !== undefined), {
      error: 'a named funnel brings its own entry, window and rules',
      path: ['funnel'],
    }),
    ...funnelRuleChecks,
    z.refine((q) => typeof q.breakdown?.at !== 'number' || q.steps === undefined || q.breakdown.at <= q.steps.length, {
      error: 'the funnel has fewer steps',
      path: ['breakdown', 'at'],
    })
  );

const BROUGHT = ['window', 'entry', 'order', 'start', 'counting', 'exclusions', 'hold'] as const;

/** Which people of a funnel's answer are meant. */
export const funnelPickSchema = z.strictObject({
  /** The number of the step; 0 are those who entered. */
  step: z.int().check(z.gte(0), z.lte(20)),
  /** Those who did the step, or those who came to it and did not. */
  outcome: z._default(z.enum(['completed', 'dropped']), 'completed'),
  /** Only those whose attempt starts in the trend's interval that holds this moment. */
  time: z.optional(instantSchema),
  /** Only those with this value of the breakdown, as the answer shows it. */
  value: z.optional(z.string().check(z.maxLength(4000))),
});

export type FunnelQuery = z.infer<typeof funnelQuerySchema>;
export type FunnelStep = z.infer<typeof funnelStepSchema>;
export type FunnelExclusion = z.infer<typeof exclusionSchema>;

/** A window's length in milliseconds. */
export function windowMilliseconds(text: string): number {
  const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }[text.at(-1) as 's'] ?? Number.NaN;
  return Number(text.slice(0, -1)) * unit;
}
