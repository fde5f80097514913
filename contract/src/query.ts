import * as z from 'zod/mini';
import { filterSchema } from './filter';
import { instantSchema, intervalSchema, rangeSchema, timezoneSchema, weekStartSchema } from './range';
import { segmentAskedSchema } from './segment';
import { selectSchema } from './select';

const domain = z.string().check(z.minLength(1), z.maxLength(253));

/** The parts that every kind of query has. A kind adds its own in kinds/. */
export const commonQueryShape = {
  /** Names the query within one request; Grafana's letter. */
  refId: z._default(z.string().check(z.maxLength(100)), 'A'),
  /** The version of the query language; saved queries of older versions are migrated. */
  v: z.literal(1),
  range: rangeSchema,
  timezone: z._default(timezoneSchema, 'UTC'),
  weekStart: z._default(weekStartSchema, 'monday'),
  /** One site, several, or all of the workspace. */
  site: z.optional(z.union([domain, z.array(domain).check(z.minLength(1), z.maxLength(100))])),
  filter: z.optional(filterSchema),
  /** Only these people, as of the end of the range: a segment's name, or its rule. */
  segment: z.optional(segmentAskedSchema),
  /** Answers as if it were this moment. */
  asOf: z.optional(instantSchema),
  /** Only this part of the answer. */
  select: z.optional(selectSchema),
};

/** The answer goes on, where it is watched (`POST /api/v1/live`, a panel in Grafana): the range ends now, whenever that is. */
export const liveSchema = z.optional(z.boolean());

export const compareSchema = z.literal('previous');
export const optionalInterval = z.optional(intervalSchema);
