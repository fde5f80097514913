import {
  DEFAULT_SEGMENT_RULES,
  type SegmentRules,
  segmentRulesSchema,
  type SomeRules,
  withRules,
  type WorkspaceRules,
} from '@fawkes/contract';
import { Problem } from '../../problem';
import type { Question } from '../question';

/** The rules of a workspace; those of the definitions where it has none of its own. */
export function rulesOfWorkspace(own: WorkspaceRules | undefined): SegmentRules {
  const { name: _, ...rules } = own ?? { name: 'behavioural' };
  return withRules(DEFAULT_SEGMENT_RULES, rules);
}

/**
 * The rules that hold for a question: its own before the workspace's.
 * @throws Problem 400 where they do not fit together.
 */
export function rulesOf({
  rules,
  query,
}: Pick<Question<{ rules?: SomeRules | undefined }>, 'rules' | 'query'>): SegmentRules {
  const parsed = segmentRulesSchema.safeParse(withRules(rules, query.rules));
  if (parsed.success) {
    return parsed.data;
  }
  const places = parsed.error.issues.map(({ path, message }) => ({ path: ['rules', ...path].join('.'), message }));
  throw new Problem(400, 'bad_rules', 'The rules of the segments do not fit together: see errors.', places);
}
