import type { Filter, SegmentCondition } from '@fawkes/contract';

/** How many of a group's parts must hold. */
export type Mode = 'all' | 'any' | 'none';

/** A filter as the form shows it: parts, which are conditions or groups themselves. */
export interface Group {
  mode: Mode;
  parts: Filter[];
}

export const isOfSegment = (filter: Filter): filter is SegmentCondition => 'segment' in filter;

const isGroup = (filter: Filter): filter is Exclude<Filter, { op: unknown } | SegmentCondition> =>
  'and' in filter || 'or' in filter || 'not' in filter;

/** A filter that is no group is the only part of one. */
export function groupOf(filter: Filter | undefined): Group {
  if (filter === undefined) {
    return { mode: 'all', parts: [] };
  }
  if ('and' in filter) {
    return { mode: 'all', parts: filter.and };
  }
  if ('or' in filter) {
    return { mode: 'any', parts: filter.or };
  }
  if ('not' in filter) {
    return { mode: 'none', parts: 'or' in filter.not ? filter.not.or : [filter.not] };
  }
  return { mode: 'all', parts: [filter] };
}

/** The filter of a group; a group without parts is none. */
export function filterOf({ mode, parts }: Group): Filter | undefined {
  if (parts.length === 0) {
    return undefined;
  }
  switch (mode) {
    case 'all':
      return { and: parts };
    case 'any':
      return { or: parts };
    case 'none':
      return { not: { or: parts } };
  }
}

/** Where a part of the filter stands in the query, for what is wrong with it. */
export function pathOfPart(filter: Filter | undefined, path: PropertyKey[], index: number): PropertyKey[] {
  if (filter === undefined || !isGroup(filter)) {
    return path;
  }
  if ('not' in filter) {
    return 'or' in filter.not ? [...path, 'not', 'or', index] : [...path, 'not'];
  }
  return [...path, 'and' in filter ? 'and' : 'or', index];
}
