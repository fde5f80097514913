import { DEFAULT_SEGMENT_RULES, segmentRulesSchema, type SegmentRules } from '@fawkes/contract';
import { Problem } from '../../problem';

/**
 * The rules that hold: those of the question before the defaults.
 * @throws Problem 400 where they do not fit together.
 */
export function rulesOf({
  rules,
}: {
  rules?: { [Rule in keyof SegmentRules]?: SegmentRules[Rule] | undefined } | undefined;
}): SegmentRules {
  const given = Object.fromEntries(Object.entries(rules ?? {}).filter(([, value]) => value !== undefined));
  const parsed = segmentRulesSchema.safeParse({ ...DEFAULT_SEGMENT_RULES, ...given });
  if (parsed.success) {
    return parsed.data;
  }
  const places = parsed.error.issues.map(({ path, message }) => ({ path: ['rules', ...path].join('.'), message }));
  throw new Problem(400, 'bad_rules', 'The rules of the segments do not fit together: see errors.', places);
}
