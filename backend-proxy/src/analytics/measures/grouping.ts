import type { Matcher, MeasureAsked, Property, TrendsQuery } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import type { BucketPlan } from '../time/buckets';
import type { ResolvedRange } from '../time/range';

/** A question about the events that sites and a filter select, of whatever kind. */
export type MeasureQuestion = Question<Pick<TrendsQuery, 'site' | 'filter' | 'segment'>>;

/** What stands for all values that are not kept; no property can hold a NUL. */
export const OTHER = '\u0000other';

/** A property by whose values measures are split. */
export interface Dimension {
  property: Property;
  /** Only these values; all others are `OTHER`, or left out. Without it every value. */
  keep?: { values: string[]; other: boolean };
}

/** How cells are cut: by bucket, and by value where there is a dimension. */
export interface Grouping {
  range: ResolvedRange;
  plan: BucketPlan;
  dimension?: Dimension;
  /** Only this many values, the largest by the first measure. */
  largest?: number;
}

/** The measures of one family that are computed by one statement, with the scope they are asked in. */
export interface Asked {
  measures: MeasureAsked[];
  /** The matchers of goals, each with its place in the mask of `goals`. */
  goals: Matcher[];
}

/** The dimension's value as it is grouped by. `text` is the raw value. */
export function dimensionSql(dimension: Dimension | undefined, text: Sql): Sql {
  if (dimension?.keep === undefined) {
    return text;
  }
  return sql`if(has(${bind('Array(String)', dimension.keep.values)}, ${text}), ${text}, ${bind('String', OTHER)})`;
}

/** Leaves out the values that are neither kept nor counted as other. */
export function keptSql(dimension: Dimension | undefined): Sql {
  return dimension?.keep && !dimension.keep.other
    ? sql`has(${bind('Array(String)', dimension.keep.values)}, dim)`
    : sql`true`;
}

/** The columns `bucket` and `dim` of a cell; `time` is what is cut into buckets. */
export function cellColumns({ plan, dimension }: Grouping, time: Sql): Sql {
  const [only, ...others] = plan.buckets;
  const bucket = only && others.length === 0 ? bind('Int64', only.key) : plan.key(time);
  return sql`${bucket} AS bucket, ${dimension ? sql`dim` : sql`''`} AS dim`;
}

/** Groups by what varies: a key that is the same in all rows costs as much as any other. */
export function cellGroups({ plan, dimension }: Grouping): Sql {
  const keys = [...(plan.buckets.length === 1 ? [] : [sql`bucket`]), ...(dimension ? [sql`dim`] : [])];
  return keys.length > 0 ? sql`GROUP BY ${join(keys, ', ')}` : sql``;
}

/** The order and the cut when only the largest values are wanted: ties by the value itself, so that it never varies. */
export function largestSql(largest: number | undefined): Sql {
  return largest === undefined ? sql`` : sql`ORDER BY m0 DESC, dim ASC LIMIT ${bind('UInt32', largest)}`;
}
