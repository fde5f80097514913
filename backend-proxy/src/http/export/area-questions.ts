import { OVERVIEW, type QueryInput, USAGE, type WeekStart } from '@fawkes/contract';
import { seriesInterval, type TimeRange } from '../legacy/time-range';

interface Common {
  v: 1;
  range: { last: TimeRange };
  asOf: number;
  timezone?: string;
  weekStart?: WeekStart;
}

type Questions = Record<string, QueryInput>;

/** The questions of an area, by the names of their tables. */
type Area = (common: Common, range: TimeRange, funnels: readonly string[]) => Questions;

/** The registry of what an export of all areas has: an area adds its line here. */
const AREAS: Area[] = [
  (common, range) => ({
    usage_totals: {
      ...common,
      kind: 'trends',
      interval: 'range',
      measures: OVERVIEW.headlines.map((measure) => ({ measure })),
    },
    usage_over_time: {
      ...common,
      kind: 'trends',
      interval: seriesInterval(range),
      measures: OVERVIEW.overTime.map((measure) => ({ measure })),
    },
    ...Object.fromEntries(
      Object.entries(USAGE.tables).map(([name, { property, measures }]) => [
        `usage_${name}`,
        { ...common, kind: 'top', property, measures: measures.map((measure) => ({ measure })) },
      ])
    ),
  }),
  (common) => ({ feature_adoption: { ...common, kind: 'adoption' } }),
  (common) => ({ experiments: { ...common, kind: 'experiments' } }),
  (common) => ({ user_segments: { ...common, kind: 'segments' } }),
  (common, _range, funnels) =>
    Object.fromEntries(funnels.map((funnel) => [`funnel_${funnel}`, { ...common, kind: 'funnel', funnel }])),
];

/** All that an export of the five areas asks, as of one moment (milliseconds since 1970). */
export function areaQuestions(range: TimeRange, asOf: number, funnels: readonly string[]): Questions {
  const common: Common = { v: 1, range: { last: range }, asOf };
  return Object.assign({}, ...AREAS.map((area) => area(common, range, funnels))) as Questions;
}
