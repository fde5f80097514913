import type { AdHocVariableFilter } from '@grafana/data';
import { isProperty, TIMES, type Condition, type Filter, type Property } from '@fawkes/contract';
import type { FawkesQuery } from '../types';

/** What the proxy calls the events that lack a property, in lists of its values. */
export const NONE = '(none)';

/** The dashboard's ad hoc filters as conditions, and how many of them say nothing that a query here can hold. */
export interface AdHoc {
  conditions: Filter[];
  dropped: number;
}

/** Takes the ad hoc filters that fit. One without a value is still being written: it neither narrows nor counts. */
export function adHocOf(filters: AdHocVariableFilter[] = []): AdHoc {
  const written = filters.filter(isWritten);
  const conditions = written.map(conditionOf).filter((condition) => condition !== undefined);
  return { conditions, dropped: written.length - conditions.length };
}

/** The query, narrowed to what the ad hoc filters let through as well. */
export function withAdHoc(query: FawkesQuery, filters: AdHocVariableFilter[] | undefined): FawkesQuery {
  const { conditions } = adHocOf(filters);
  if (conditions.length === 0) {
    return query;
  }
  return { ...query, filter: { and: [...(query.filter ? [query.filter] : []), ...conditions] } };
}

/** What a panel says of filters that were left out; undefined where none was. */
export function droppedNotice(dropped: number): string | undefined {
  switch (dropped) {
    case 0:
      return undefined;
    case 1:
      return '1 ad hoc filter does not fit this query and was left out.';
    default:
      return `${dropped} ad hoc filters do not fit this query and were left out.`;
  }
}

const isWritten = ({ key, value, values }: AdHocVariableFilter) => key !== '' && (value !== '' || !!values?.length);

function conditionOf({ key, operator, value, values }: AdHocVariableFilter): Filter | undefined {
  // Moments are compared with moments, for which ad hoc filters have no operators.
  if (!isProperty(key) || TIMES.includes(key)) {
    return undefined;
  }
  return value === NONE ? ofNone(key, operator) : compared(key, operator, value, values);
}

const ofNone = (property: Property, operator: string): Filter | undefined =>
  operator === '=' || operator === '!=' ? { property, op: operator === '=' ? 'unset' : 'set' } : undefined;

function compared(
  property: Property,
  operator: string,
  value: string,
  values: string[] | undefined
): Filter | undefined {
  const among: Condition = { property, op: 'in', value: values?.length ? values : [value] };
  switch (operator) {
    case '=':
      return { property, op: 'eq', value };
    case '!=':
      return { property, op: 'neq', value };
    case '=|':
      return among;
    case '!=|':
      return { not: among };
    case '=~':
      return { property, op: 'regex', value };
    case '!~':
      return { not: { property, op: 'regex', value } };
    default:
      return ordered(property, operator, value);
  }
}

const ORDERS = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' } as const;

function ordered(property: Property, operator: string, value: string): Filter | undefined {
  const number = Number(value);
  if (!Object.hasOwn(ORDERS, operator) || value.trim() === '' || !Number.isFinite(number)) {
    return undefined;
  }
  return { property, op: ORDERS[operator as keyof typeof ORDERS], value: number };
}
