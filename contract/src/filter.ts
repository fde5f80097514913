import * as z from 'zod/mini';
import { propertySchema } from './property';

/** Deeper trees than this are refused: nobody writes them, and they cost the parser its stack. */
export const MAX_FILTER_DEPTH = 20;

const text = z.string().check(z.maxLength(2000));
const scalar = z.union([text, z.number(), z.boolean()], {
  error: 'a text of at most 2000 characters, a number or a boolean',
});

export const conditionSchema = z.discriminatedUnion('op', [
  z.strictObject({ property: propertySchema, op: z.enum(['eq', 'neq']), value: scalar }),
  z.strictObject({
    property: propertySchema,
    op: z.literal('in'),
    value: z.array(scalar).check(z.minLength(1), z.maxLength(1000)),
  }),
  z.strictObject({ property: propertySchema, op: z.enum(['contains', 'starts_with', 'regex']), value: text }),
  z.strictObject({ property: propertySchema, op: z.enum(['gt', 'gte', 'lt', 'lte']), value: z.number() }),
  z.strictObject({ property: propertySchema, op: z.enum(['set', 'unset']) }),
]);

export type Condition = z.infer<typeof conditionSchema>;
export type Filter = Condition | { and: Filter[] } | { or: Filter[] } | { not: Filter };

const branches = z
  .array(z.lazy((): z.ZodMiniType<Filter, Filter> => filterNodeSchema))
  .check(z.minLength(1), z.maxLength(100));
const filterNodeSchema: z.ZodMiniType<Filter, Filter> = z.union([
  z.strictObject({ and: branches }),
  z.strictObject({ or: branches }),
  z.strictObject({ not: z.lazy((): z.ZodMiniType<Filter, Filter> => filterNodeSchema) }),
  conditionSchema,
]);

/** A tree of and / or / not over conditions. It selects events; session measures take the sessions that hold a match. */
export const filterSchema: z.ZodMiniType<Filter, Filter> = filterNodeSchema;

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
