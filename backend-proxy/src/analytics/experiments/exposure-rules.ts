import { type ExposureAsked, type ExposureRule, exposureRuleSchema } from '@fawkes/contract';
import { Problem } from '../../problem';
import type { Question } from '../question';

/** A rule, and the experiments that it is about: only some, or all but some, or all. */
export interface AppliedRule {
  rule: ExposureRule;
  only?: string[] | undefined;
  except?: string[] | undefined;
}

type Asker = Pick<Question<{ exposure?: ExposureAsked | undefined }>, 'exposureRules' | 'query'>;

/**
 * The rules that hold for a question: its own, the one of the workspace that it names, or else all of the workspace, of which those
 * that name experiments are for these, and the others for the rest.
 * @throws Problem 404 that lists the rules there are, where it names none of them.
 */
export function rulesFor({ exposureRules, query: { exposure } }: Asker): AppliedRule[] {
  if (typeof exposure === 'object') {
    return [{ rule: exposure }];
  }
  if (exposure !== undefined) {
    const rule = exposureRules.find(({ name }) => name === exposure) ?? unknownRule(exposure, exposureRules);
    return [{ rule, only: rule.experiments }];
  }
  if (exposureRules.length === 0) {
    return [{ rule: exposureRuleSchema.parse({}) }];
  }
  const named = exposureRules.flatMap(({ experiments }) => experiments ?? []);
  const except = named.length > 0 ? named : undefined;
  return exposureRules.map((rule) => (rule.experiments ? { rule, only: rule.experiments } : { rule, except }));
}

function unknownRule(name: string, rules: Asker['exposureRules']): never {
  const known = rules.map((rule) => rule.name).join(', ') || 'none';
  throw new Problem(404, 'unknown_exposure_rule', `There is no exposure rule "${name}". Defined are: ${known}.`, [
    { path: 'exposure', message: 'unknown' },
  ]);
}
