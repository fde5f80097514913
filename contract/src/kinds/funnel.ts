import * as z from 'zod/mini';
import { matcherSchema } from '../matcher';
import { commonQueryShape } from '../query';

/** A window such as 30s, 5m, 12h, 7d, 2w; inclusive: 5:00 counts in a window of 5 minutes. At most 366 days. */
export const windowSchema = z.string().check(
  z.regex(/^[1-9]\d{0,8}[smhdw]$/, 'a window is a number and one of s m h d w, such as 7d'),
  z.refine((text) => windowMilliseconds(text) <= 366 * 86_400_000, 'a window is at most 366 days')
);

export const funnelStepSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  match: matcherSchema,
});

export const funnelStepsSchema = z.array(funnelStepSchema).check(z.minLength(1), z.maxLength(20));

/**
 * How many persons go through the steps in order. Give `funnel` (a definition's name), or `steps` and `window`.
 * With `entry`, step 1 is measured against the persons who did that, and the window runs from it.
 */
export const funnelQuerySchema = z
  .strictObject({
    ...commonQueryShape,
    kind: z.literal('funnel'),
    funnel: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    steps: z.optional(funnelStepsSchema),
    entry: z.optional(matcherSchema),
    window: z.optional(windowSchema),
  })
  .check(
    z.refine((q) => (q.funnel === undefined) !== (q.steps === undefined), {
      error: 'give either the name of a funnel or steps',
      path: ['steps'],
    }),
    z.refine((q) => q.funnel === undefined || (q.entry === undefined && q.window === undefined), {
      error: 'a named funnel brings its own entry and window',
      path: ['funnel'],
    })
  );

export type FunnelQuery = z.infer<typeof funnelQuerySchema>;
export type FunnelStep = z.infer<typeof funnelStepSchema>;

/** A window's length in milliseconds. */
export function windowMilliseconds(text: string): number {
  const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }[text.at(-1) as 's'] ?? Number.NaN;
  return Number(text.slice(0, -1)) * unit;
}
