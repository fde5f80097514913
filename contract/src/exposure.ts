import * as z from 'zod/mini';
import type { Filter } from './filter';
import { type Matcher, matcherSchema } from './matcher';

const propertyName = z.string().check(z.minLength(1), z.maxLength(300));

/**
 * Which events show a person a variant of an experiment: those that name both in their properties, and of them only the ones
 * that `match` selects where it is given. The first of the `experiment` properties that an event has names the experiment.
 */
export const exposureRuleSchema = z.strictObject({
  match: z.optional(matcherSchema),
  experiment: z._default(z.array(propertyName).check(z.minLength(1), z.maxLength(10)), ['experiment', 'experimentId']),
  variant: z._default(propertyName, 'variant'),
});

export type ExposureRule = z.infer<typeof exposureRuleSchema>;

/** How a question says what exposes: by a rule of its own, or by the name of one that the workspace defines. */
export const exposureAskedSchema = z.union([z.string().check(z.minLength(1), z.maxLength(200)), exposureRuleSchema], {
  error: 'the name of an exposure rule, or a rule such as {"match":{"events":["Shown"]},"variant":"arm"}',
});

export type ExposureAsked = z.infer<typeof exposureAskedSchema>;

/** The events that name an experiment (one of `among`, where it is given) and a variant in a rule's properties. */
export function carrying({ experiment, variant }: ExposureRule, among?: string[]): Filter {
  const named = experiment.map((name, i): Filter => {
    const property = `props.${name}` as const;
    if (among === undefined) {
      return { property, op: 'set' };
    }
    const one: Filter =
      among.length === 1 ? { property, op: 'eq', value: among[0]! } : { property, op: 'in', value: among };
    // An event is of the experiment that the first of the properties names.
    const before = experiment.slice(0, i).map((other): Filter => ({ property: `props.${other}`, op: 'unset' }));
    return { and: [one, ...before] };
  });
  return { and: [{ or: named }, { property: `props.${variant}`, op: 'set' }] };
}

/** The events by which a rule shows the experiments that it is about. */
export function exposing(rule: ExposureRule & { experiments?: string[] | undefined }): Matcher {
  const { match } = rule;
  return {
    ...match,
    filter: { and: [carrying(rule, rule.experiments), ...(match?.filter ? [match.filter] : [])] },
  };
}
