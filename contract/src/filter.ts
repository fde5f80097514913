import * as z from 'zod/mini';
import { mayBeTime, propertySchema, TIMES } from './property';
import { instantSchema, relativeRangeSchema } from './range';

/** Deeper trees than this are refused: nobody writes them, and they cost the parser its stack. */
export const MAX_FILTER_DEPTH = 20;
const MAX_CONDITIONS = 200;
/** Conditions on people are looked up beside the events, which costs more. */
const MAX_ON_PEOPLE = 30;
/** What all filters and rules of a query come to. */
export const MOST_OF_QUERY = { conditions: 500, onPeople: 60 };

const text = z.string().check(z.maxLength(2000));
const scalar = z.union([text, z.number(), z.boolean()], {
  error: 'a text of at most 2000 characters, a number or a boolean',
});

export const conditionSchema = z
  .discriminatedUnion('op', [
    z.strictObject({ property: propertySchema, op: z.enum(['eq', 'neq']), value: scalar }),
    z.strictObject({
      property: propertySchema,
      op: z.literal('in'),
      value: z.array(scalar).check(z.minLength(1), z.maxLength(1000)),
    }),
    z.strictObject({ property: propertySchema, op: z.enum(['contains', 'starts_with', 'regex']), value: text }),
    z.strictObject({ property: propertySchema, op: z.enum(['gt', 'gte', 'lt', 'lte']), value: z.number() }),
    z.strictObject({ property: propertySchema, op: z.enum(['set', 'unset']) }),
    /** A moment: earlier than another, or at it and later. */
    z.strictObject({ property: propertySchema, op: z.enum(['before', 'after']), value: instantSchema }),
    /** A moment: in the time that ends with the range, such as `7d`, counted back to the same time of the clock. */
    z.strictObject({ property: propertySchema, op: z.literal('within'), value: relativeRangeSchema }),
  ])
  .check(
    z.superRefine(({ property, op }, ctx) => {
      const ofTimes = ['before', 'after', 'within'].includes(op);
      if (ofTimes && !mayBeTime(property)) {
        ctx.addIssue({
          code: 'custom',
          path: ['op'],
          message: `${op} compares times: ${TIMES.join(', ')}, props.<name>, person.<trait>`,
        });
      } else if (!ofTimes && TIMES.includes(property) && op !== 'set' && op !== 'unset') {
        ctx.addIssue({
          code: 'custom',
          path: ['op'],
          message: `${property} is a time: before, after, within, set, unset`,
        });
      }
    })
  );

/** Whether the person is in a segment of this name at the end of the range. */
export const segmentConditionSchema = z.strictObject({
  segment: z.string().check(z.minLength(1), z.maxLength(200)),
  in: z.boolean(),
});

export type Condition = z.infer<typeof conditionSchema>;
export type SegmentCondition = z.infer<typeof segmentConditionSchema>;
export type Filter = Condition | SegmentCondition | { and: Filter[] } | { or: Filter[] } | { not: Filter };

const branches = z
  .array(z.lazy((): z.ZodMiniType<Filter, Filter> => filterSchema))
  .check(z.minLength(1), z.maxLength(100));

/** A tree of and / or / not over conditions. It selects events; session measures take the sessions that hold a match. */
export const filterSchema: z.ZodMiniType<Filter, Filter> = z
  .union([
    z.strictObject({ and: branches }),
    z.strictObject({ or: branches }),
    z.strictObject({ not: z.lazy((): z.ZodMiniType<Filter, Filter> => filterSchema) }),
    segmentConditionSchema,
    conditionSchema,
  ])
  .check(
    // Said once, of the innermost part that is too large.
    z.refine((filter) => countConditions(filter).conditions <= MAX_CONDITIONS, {
      error: `a filter has at most ${MAX_CONDITIONS} conditions`,
      abort: true,
    }),
    z.refine((filter) => countConditions(filter).onPeople <= MAX_ON_PEOPLE, {
      error: `a filter has at most ${MAX_ON_PEOPLE} conditions on people: person.*, user.id, segments`,
      abort: true,
    })
  );

/** How deep a raw JSON value nests, counted without recursion, so that a hostile one cannot exhaust the stack. */
export function nestingDepth(value: unknown, limit: number): number {
  let level: unknown[] = [value];
  let depth = 0;
  while (level.length > 0 && depth <= limit) {
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
    depth += 1;
  }
  return depth;
}

/** How many conditions a JSON value has that is known not to nest deep: objects that compare something. */
export function countConditions(value: unknown): { conditions: number; onPeople: number } {
  const count = { conditions: 0, onPeople: 0 };
  let level: unknown[] = [value];
  while (level.length > 0) {
    const nodes = level.filter((node): node is object => typeof node === 'object' && node !== null);
    for (const node of nodes) {
      count.conditions += 'op' in node || 'in' in node ? 1 : 0;
      count.onPeople += isOnPeople(node) ? 1 : 0;
    }
    level = nodes.flatMap((node) => Object.values(node) as unknown[]);
  }
  return count;
}

function isOnPeople(node: object): boolean {
  const property = 'property' in node ? node.property : undefined;
  return 'in' in node || (typeof property === 'string' && /^(person\.|user\.id$)/.test(property));
}
