import * as z from 'zod/mini';
import { matcherSchema } from './matcher';

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
