import * as z from 'zod/mini';

/**
 * Grafana's own data-frame JSON: what Go's SDK, the browser's `dataFrameFromJSON` and anyone's script decode.
 * `data.values` holds one array a field; `entities` names the rows that are NaN or infinite, where JSON has only null.
 */
const fieldSchema = z.object({
  name: z.string(),
  type: z.enum(['time', 'number', 'string', 'boolean']),
  typeInfo: z.object({
    frame: z.enum(['time', 'float64', 'int64', 'string', 'bool']),
    nullable: z.optional(z.boolean()),
  }),
  labels: z.optional(z.record(z.string(), z.string())),
  config: z.optional(
    z.object({
      displayName: z.optional(z.string()),
      description: z.optional(z.string()),
      /** A unit id of Grafana: `percent` (0-100), `s`, `locale` (whole numbers, every digit shown). */
      unit: z.optional(z.string()),
      decimals: z.optional(z.number()),
    })
  ),
});

const entitiesSchema = z.object({
  NaN: z.optional(z.array(z.int())),
  Inf: z.optional(z.array(z.int())),
  NegInf: z.optional(z.array(z.int())),
});

export const frameSchema = z.object({
  schema: z.object({
    name: z.string(),
    refId: z.optional(z.string()),
    meta: z.optional(z.record(z.string(), z.unknown())),
    fields: z.array(fieldSchema),
  }),
  data: z.object({
    values: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    entities: z.optional(z.array(z.nullable(entitiesSchema))),
  }),
});

export type Frame = z.infer<typeof frameSchema>;
export type FrameField = z.infer<typeof fieldSchema>;
export type FrameValue = string | number | boolean | null;
