import * as z from 'zod/mini';
import { mayBeTime, propertySchema, TIMES } from './property';
import { instantSchema, relativeRangeSchema } from './range';

/** Deeper trees than this are refused: nobody writes them, and they cost the parser its stack. */
export const MAX_FILTER_DEPTH = 20;
export const MAX_CONDITIONS = 200;

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
    z.refine((filter) => countConditions(filter) <= MAX_CONDITIONS, {
      error: `a filter has at most ${MAX_CONDITIONS} conditions`,
      abort: true,
    })
  );

function countConditions(filter: Filter): number {
  const parts = 'and' in filter ? filter.and : 'or' in filter ? filter.or : 'not' in filter ? [filter.not] : undefined;
  return parts === undefined ? 1 : parts.reduce((sum, part) => sum + countConditions(part), 0);
}

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
