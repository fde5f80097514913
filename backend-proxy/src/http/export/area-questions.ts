import { OVERVIEW, type QueryInput, USAGE, type WeekStart } from '@fawkes/contract';
import { seriesInterval, type TimeRange } from '../legacy/time-range';

interface Common {
  v: 1;
  range: { last: TimeRange };
  asOf: number;
  timezone?: string;
  weekStart?: WeekStart;
}

/** One of the questions that are asked together. */
export interface AreaQuestion {
  /** What its answer's first table is called; further ones are called also by the frame. */
  table: string;
  query: QueryInput;
  /** What it is about, where several questions share their tables: a column says it of each row, since a name may be anything. */
  about?: { key: string; title: string; name: string };
}

type Questions = Record<string, QueryInput>;

/** The questions of an area: by the names of their tables, or as they share them. */
type Area = (common: Common, range: TimeRange, funnels: readonly string[]) => Questions | AreaQuestion[];

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
    funnels.map((name): AreaQuestion => ({
      table: 'funnels',
      query: { ...common, kind: 'funnel', funnel: name },
      about: { key: 'funnel', title: 'Funnel', name },
    })),
];

/** All that an export of the five areas asks, as of one moment (milliseconds since 1970). */
export function areaQuestions(range: TimeRange, asOf: number, funnels: readonly string[]): AreaQuestion[] {
  const common: Common = { v: 1, range: { last: range }, asOf };
  return AREAS.flatMap((area) => {
    const questions = area(common, range, funnels);
    return Array.isArray(questions)
      ? questions
      : Object.entries(questions).map(([table, query]): AreaQuestion => ({ table, query }));
  });
}
