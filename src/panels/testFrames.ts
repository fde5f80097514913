import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';

/** The trends of two measures with the period before, as the data source answers them. */
export const trendFrame = (): DataFrame =>
  toDataFrame({
    refId: 'trend',
    name: 'trends',
    fields: [
      { name: 'time', type: FieldType.time, values: [0, 86_400_000] },
      { name: 'page_views', type: FieldType.number, values: [10, 20], config: { displayName: 'Page views' } },
      {
        name: 'page_views',
        type: FieldType.number,
        values: [8, 9],
        labels: { period: 'previous' },
        config: { displayName: 'Page views (previous period)' },
      },
      { name: 'sessions', type: FieldType.number, values: [3, 4] },
    ],
  });

/** The headline of the same range: one row, the period before and the change beside it. */
export const headlineFrame = (): DataFrame =>
  toDataFrame({
    refId: 'headline',
    name: 'trends',
    fields: [
      { name: 'time', type: FieldType.time, values: [0] },
      { name: 'page_views', type: FieldType.number, values: [17], labels: { period: 'previous' } },
      { name: 'page_views', type: FieldType.number, values: [30], config: { unit: 'short' } },
      { name: 'page_views_change', type: FieldType.number, values: [76.5], config: { unit: 'percent' } },
    ],
  });

/** A funnel of two steps; half of those who signed up never made a template. */
export const funnelFrames = (name = 'onboarding'): DataFrame[] => [
  toDataFrame({
    refId: 'funnel',
    name: 'steps',
    fields: [
      { name: 'step_number', type: FieldType.number, values: [1, 2] },
      { name: 'step_name', type: FieldType.string, values: ['Sign Up', 'First Template'] },
      { name: 'users_entered', type: FieldType.number, values: [50, 40] },
      { name: 'users_completed', type: FieldType.number, values: [40, 20] },
      { name: 'completion_rate', type: FieldType.number, values: [80, 50] },
      { name: 'drop_off_rate', type: FieldType.number, values: [20, 50] },
    ],
  }),
  toDataFrame({
    refId: 'funnel',
    name: 'summary',
    fields: [
      { name: 'funnel_name', type: FieldType.string, values: [name] },
      { name: 'overall_conversion_rate', type: FieldType.number, values: [40] },
      { name: 'total_users', type: FieldType.number, values: [50] },
      { name: 'completed_users', type: FieldType.number, values: [20] },
      { name: 'bottleneck', type: FieldType.string, values: ['First Template'] },
    ],
  }),
];
