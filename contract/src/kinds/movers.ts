import * as z from 'zod/mini';
import { measureAskedSchema } from '../measure-asked';
import type { Measure } from '../measure';
import { propertySchema } from '../property';
import { commonQueryShape } from '../query';

/** What can be held against the previous period by a test: counts, and shares of one count in another. */
export const MOVING_MEASURES = [
  'page_views',
  'events',
  'unique_visitors',
  'active_users',
  'sessions',
  'bounces',
  'conversions',
  'bounce_rate',
  'conversion_rate',
] as const satisfies Measure[];

export type MovingMeasure = (typeof MOVING_MEASURES)[number];

/** What changed most against the previous period: of which values of which properties which measures rose or fell. */
export const moversQuerySchema = z.strictObject({
  ...commonQueryShape,
  kind: z.literal('movers'),
  measures: z._default(
    z
      .array(
        measureAskedSchema.check(
          z.refine((asked) => (MOVING_MEASURES as readonly Measure[]).includes(asked.measure), {
            error: `is compared for ${MOVING_MEASURES.join(', ')}`,
            path: ['measure'],
          })
        )
      )
      .check(z.minLength(1), z.maxLength(10)),
    [{ measure: 'unique_visitors' }, { measure: 'page_views' }]
  ),
  properties: z._default(z.array(propertySchema).check(z.minLength(1), z.maxLength(10)), [
    'page.path',
    'event.name',
    'session.source',
    'device.type',
    'geo.country',
  ]),
  limit: z._default(z.int().check(z.gte(1), z.lte(1000)), 20),
});

/** The people behind a row: the place of its measure, its property and value, and in which of the two periods. */
export const moversPickSchema = z.strictObject({
  measure: z.optional(z.int().check(z.gte(0))),
  property: propertySchema,
  value: z.string().check(z.maxLength(4000)),
  period: z._default(z.enum(['current', 'previous']), 'current'),
});

export type MoversQuery = z.infer<typeof moversQuerySchema>;
