import type * as z from 'zod/mini';

/** What is still to be done at a funnel's step; the editor puts it into words. */
export type Hint = 'name-step' | 'choose-events';

/** What is still to be done at a funnel's step, which begins empty; undefined where something else is wrong. */
export function leftOpen({ code, path }: z.core.$ZodIssue): Hint | undefined {
  const [list, , member, ...deeper] = path;
  if (list !== 'steps' || deeper.length > 0) {
    return undefined;
  }
  if (member === 'name' && code === 'too_small') {
    return 'name-step';
  }
  return member === 'match' && code === 'custom' ? 'choose-events' : undefined;
}
