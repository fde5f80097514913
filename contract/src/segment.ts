import * as z from 'zod/mini';
import { type Condition, conditionSchema, type SegmentCondition, segmentConditionSchema } from './filter';
import { matcherSchema } from './matcher';
import { instantSchema, relativeRangeSchema } from './range';

/** Deeper rules than this are refused. */
const MAX_RULE_DEPTH = 10;
const MAX_RULE_PARTS = 50;

const timesSchema = z.strictObject({
  op: z.enum(['gte', 'lte', 'eq']),
  count: z.int().check(z.gte(0), z.lte(1_000_000)),
});

const withinSchema = z.union(
  [relativeRangeSchema, z.literal('range'), z.strictObject({ from: instantSchema, to: instantSchema })],
  { error: 'the time before the end of the range, such as 30d, or "range", or {"from":…,"to":…}' }
);

/**
 * How often a person did something: `times` (at least once where not said) `within` the days before the end of the range, in the
 * range itself, between two moments, or ever where not said. `anything` is being active.
 */
const didSchema = z.strictObject({
  did: z.union([z.literal('anything'), matcherSchema]),
  times: z.optional(timesSchema),
  within: z.optional(withinSchema),
});

/** What is known of a person: a trait, or when they were first or last seen. */
const personConditionSchema = conditionSchema.check(
  z.refine(({ property }) => property.startsWith('person.'), {
    error: 'a rule asks about person.first_seen, person.last_seen and person.<trait>; what events say it asks with did',
    path: ['property'],
  })
);

/** The people who were saved under this id. */
const savedSchema = z.strictObject({ saved: z.string().check(z.minLength(1), z.maxLength(100)) });

export type Did = z.infer<typeof didSchema>;
export type SegmentRule =
  | Did
  | Condition
  | SegmentCondition
  | z.infer<typeof savedSchema>
  | { and: SegmentRule[] }
  | { or: SegmentRule[] }
  | { not: SegmentRule };

const parts = z
  .array(z.lazy((): z.ZodMiniType<SegmentRule, SegmentRule> => segmentRuleSchema))
  .check(z.minLength(1), z.maxLength(MAX_RULE_PARTS));

/** Who is in a segment: and / or / not over what people did, what is known of them, and other segments. */
export const segmentRuleSchema: z.ZodMiniType<SegmentRule, SegmentRule> = z
  .union([
    z.strictObject({ and: parts }),
    z.strictObject({ or: parts }),
    z.strictObject({ not: z.lazy((): z.ZodMiniType<SegmentRule, SegmentRule> => segmentRuleSchema) }),
    didSchema,
    segmentConditionSchema,
    savedSchema,
    personConditionSchema,
  ])
  .check(
    // Said once, of the innermost part that is too large.
    z.refine((rule) => sizeOf(rule).parts <= MAX_RULE_PARTS, {
      error: `a rule has at most ${MAX_RULE_PARTS} parts`,
      abort: true,
    }),
    z.refine((rule) => sizeOf(rule).depth <= MAX_RULE_DEPTH, {
      error: `a rule nests at most ${MAX_RULE_DEPTH} deep`,
      abort: true,
    })
  );

/** The parts that a rule joins; undefined where it is one itself. */
export function partsOfRule(rule: SegmentRule): SegmentRule[] | undefined {
  return 'and' in rule ? rule.and : 'or' in rule ? rule.or : 'not' in rule ? [rule.not] : undefined;
}

function sizeOf(rule: SegmentRule): { parts: number; depth: number } {
  const sizes = partsOfRule(rule)?.map(sizeOf);
  return sizes === undefined
    ? { parts: 1, depth: 0 }
    : {
        parts: sizes.reduce((sum, size) => sum + size.parts, 0),
        depth: 1 + Math.max(...sizes.map(({ depth }) => depth)),
      };
}

/** A segment as a question names it, or the rule itself. */
export const segmentAskedSchema = z.union([z.string().check(z.minLength(1), z.maxLength(200)), segmentRuleSchema]);

export type SegmentAsked = string | SegmentRule;

/** A segment that something names, and where. */
export interface SegmentReference {
  segment: string;
  /** Such as `rule.and.0.segment`. */
  path: string;
}

/** The segments that a definition or a part of one names, wherever they stand in it. */
export function segmentsNamedIn(node: unknown, path: readonly string[] = []): SegmentReference[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  const own =
    'in' in node && 'segment' in node && typeof node.segment === 'string'
      ? [{ segment: node.segment, path: [...path, 'segment'].join('.') }]
      : [];
  return [...own, ...Object.entries(node).flatMap(([name, inner]) => segmentsNamedIn(inner, [...path, name]))];
}

interface Named {
  name: string;
  /** What decides who is in it: a rule, or whatever else names segments. */
  rule: unknown;
}

/** The names along a circle of segments that refer to each other, the first of them again at the end; undefined where there is none. */
export function circleOf(segments: readonly Named[]): string[] | undefined {
  const refers = new Map(
    segments.map(({ name, rule }) => [name, segmentsNamedIn(rule).map(({ segment }) => segment)] as const)
  );
  const cleared = new Set<string>();
  function follow(name: string, way: readonly string[]): string[] | undefined {
    if (way.includes(name)) {
      return [...way.slice(way.indexOf(name)), name];
    }
    if (cleared.has(name)) {
      return undefined;
    }
    for (const next of refers.get(name) ?? []) {
      const circle = follow(next, [...way, name]);
      if (circle) {
        return circle;
      }
    }
    cleared.add(name);
    return undefined;
  }
  for (const { name } of segments) {
    const circle = follow(name, []);
    if (circle) {
      return circle;
    }
  }
  return undefined;
}
