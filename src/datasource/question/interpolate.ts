import { omit } from 'lodash';
import type { Condition, Filter } from '@fawkes/contract';
import type { FawkesQuery } from '../types';
import { isMembers, questionOf, type Members } from './members';
import { hasVariable, isVariable } from './variables';

/** Puts the variables' values into a text; `format` says how several values of one variable are written. */
export type Replace = (text: string, format?: string | ((value: unknown) => string)) => string;

/** The query with the values of the variables in every text of its question. What Grafana added stays as it is. */
export function interpolate(query: FawkesQuery, replace: Replace): FawkesQuery {
  const { site, segment, interval, ...question } = questionOf(query);
  return {
    ...omit(query, ['site', 'segment']),
    ...interpolateMembers(question, replace),
    ...siteMember(site, replace),
    ...segmentMember(segment, replace),
    ...(interval === undefined ? {} : { interval: intervalOf(interpolateAny(interval, replace)) }),
  } as FawkesQuery;
}

function interpolateAny(value: unknown, replace: Replace): unknown {
  if (typeof value === 'string') {
    return joined(value, replace);
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => (typeof item === 'string' ? each(item, replace) : [interpolateAny(item, replace)]));
  }
  return isMembers(value) ? interpolateMembers(value, replace) : value;
}

function interpolateMembers(members: Members, replace: Replace): Members | Filter {
  if (isCondition(members)) {
    return interpolateCondition(members, replace);
  }
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      const replaced = interpolateAny(value, replace);
      return [name, name === 'limit' ? numberIfOne(replaced) : replaced];
    })
  );
}

const isCondition = (members: Members): members is Members & Condition => 'op' in members && 'property' in members;

/** A comparison with a variable of several values is a comparison with each of them. */
function interpolateCondition(condition: Condition, replace: Replace): Filter {
  const property = joined(condition.property, replace) as Condition['property'];
  if (!('value' in condition) || !hasVariable(condition.value)) {
    return { ...(interpolateRest(condition, replace) as Condition), property };
  }
  const { op, value } = condition;
  switch (op) {
    case 'eq':
    case 'neq': {
      const values = each(value, replace);
      if (values.length === 1) {
        return { property, op, value: values[0]! };
      }
      const among: Filter = { property, op: 'in', value: values };
      return op === 'eq' ? among : { not: among };
    }
    case 'regex':
      return { property, op, value: replace(value, 'regex') };
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return { property, op, value: numberIfOne(joined(value, replace)) as number };
    default:
      return { ...condition, property, value: joined(value, replace) } as Condition;
  }
}

const interpolateRest = (condition: Condition, replace: Replace): Members =>
  Object.fromEntries(Object.entries(condition).map(([name, value]) => [name, interpolateAny(value, replace)]));

/** A site that a variable leaves open means all sites. */
export function siteMember(site: unknown, replace: Replace): Members {
  if (typeof site !== 'string' && !Array.isArray(site)) {
    return site === undefined ? {} : { site };
  }
  const sites = [site].flat().flatMap((one) => (typeof one === 'string' ? each(one, replace) : [one]));
  const named = sites.filter((one) => one !== '');
  switch (named.length) {
    case 0:
      return {};
    case 1:
      return { site: named[0] };
    default:
      return { site: named };
  }
}

/** A segment that a variable leaves open means everybody. */
function segmentMember(segment: unknown, replace: Replace): Members {
  const asked = interpolateAny(segment, replace);
  return asked === undefined || asked === '' ? {} : { segment: asked };
}

/** A text as it is sent: one for each value, where it is a variable of several. */
function each(text: string, replace: Replace): string[] {
  if (!isVariable(text)) {
    return [joined(text, replace)];
  }
  let values: string[] | undefined;
  const replaced = replace(text, (value) => {
    values = [value].flat().map(String);
    return values.join(',');
  });
  return values ?? [replaced];
}

const joined = (text: string, replace: Replace): string => (hasVariable(text) ? replace(text, 'csv') : text);

function numberIfOne(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

/** Grafana's `$__interval` also comes in milliseconds, seconds and years; the shortest interval here is a minute. */
function intervalOf(interval: unknown): unknown {
  const [, count, unit] = /^(\d+)(ms|s|y)$/.exec(String(interval)) ?? [];
  switch (unit) {
    case 'ms':
      return minutes(Number(count) / 60_000);
    case 's':
      return minutes(Number(count) / 60);
    case 'y':
      return `${12 * Number(count)}M`;
    default:
      return interval;
  }
}

const minutes = (count: number) => `${Math.max(1, Math.ceil(count))}m`;
