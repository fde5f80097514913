import type { Answer, Filter, QueryInput } from '@fawkes/contract';
import type { AskedMeasure, BothFilters, Span } from './cases';
import type { Reference } from './duckdb';
import { measureSql } from './measures';
import type { Scope } from './scope';

/** Asks the product. */
export type Ask = (query: QueryInput) => Promise<Answer>;

/** Numbers by what they are, such as `events 2026-03-29 docs.example`. */
export type Numbers = Map<string, number | null>;

/** A question about a range; one kind is about now and needs none. */
type RangedQuery = Exclude<QueryInput, { kind: 'live' }>;

interface CommonCase extends Partial<Pick<Scope, 'zone' | 'weekStart' | 'interval' | 'sites' | 'asOf'>> {
  span: Span;
  last?: string;
  filters?: BothFilters[];
}

/** The parts of a case that every kind of query has. */
export function commonQuery(
  c: CommonCase
): Pick<RangedQuery, 'v' | 'range' | 'timezone' | 'weekStart' | 'site' | 'filter' | 'asOf'> {
  return {
    v: 1,
    range: c.last === undefined ? c.span : { last: c.last },
    timezone: c.zone,
    weekStart: c.weekStart,
    site: c.sites,
    filter: allOf(c.filters?.map(({ filter }) => filter) ?? []),
    asOf: c.asOf,
  };
}

function allOf(filters: Filter[]): Filter | undefined {
  return filters.length > 1 ? { and: filters } : filters[0];
}

/** The same parts for the reference. */
export function scopeOf(c: CommonCase, span = c.span): Scope {
  const sqlOf = (ofSession: boolean) =>
    c.filters?.filter((f) => (f.ofSession ?? false) === ofSession).map(({ sql }) => `(${sql})`) ?? [];
  const both = (parts: string[]) => (parts.length > 0 ? parts.join(' AND ') : undefined);
  return {
    ...span,
    zone: c.zone ?? 'UTC',
    interval: c.interval ?? 'range',
    weekStart: c.weekStart ?? 'monday',
    asOf: c.asOf,
    sites: c.sites,
    filterSql: both(sqlOf(false)),
    sessionFilterSql: both(sqlOf(true)),
  };
}

export interface Cell {
  bucket: number;
  split: string;
  n: number | null;
}

/** The cells of one measure. */
export function cellsOf(reference: Reference, { measure, goalSql }: AskedMeasure, scope: Scope): Promise<Cell[]> {
  return reference.rows<Cell>(measureSql(measure, scope, goalSql));
}

/**
 * The values of the scope's property, the largest by a measure first: those that it knows, and but for a property of the session those
 * of which there are events in the range.
 */
export async function ranked(reference: Reference, by: AskedMeasure, scope: Scope): Promise<string[]> {
  const whole: Scope = { ...scope, interval: 'range' };
  const known = `SELECT split, n FROM (${measureSql(by.measure, whole, by.goalSql)})`;
  const all = scope.split?.ofSession
    ? known
    : `${known} UNION ALL SELECT split, NULL FROM (${measureSql('events', whole)})`;
  const n = ofNothing(by) === 0 ? 'coalesce(max(n), 0)' : 'max(n)';
  const rows = await reference.rows<{ split: string }>(
    `SELECT split FROM (${all}) GROUP BY split ORDER BY ${n} DESC NULLS LAST, split`
  );
  return rows.map(({ split }) => split);
}

const RATIOS = ['bounce_rate', 'session_duration', 'views_per_visit', 'stickiness', 'conversion_rate'];

/** What a measure is where there is nothing to count: a count is 0, a ratio is not known. */
export function ofNothing({ measure }: AskedMeasure): number | null {
  return RATIOS.includes(measure) ? null : 0;
}

/** The name of each measure's column. */
export function namesOf(asked: AskedMeasure[]): string[] {
  const seen = asked.map(({ measure }) => measure);
  return seen.map((measure, i) => (seen.indexOf(measure) === i ? measure : `${measure}_${i + 1}`));
}

/** Percent, half away from zero; from nothing to something is 100. */
export function change(now: number | null, before: number | null): number | null {
  if (now === null || before === null) {
    return null;
  }
  if (before === 0) {
    return now === 0 ? 0 : 100;
  }
  const percent = (100 * (now - before)) / before;
  return Math.sign(percent) * Math.floor(Math.abs(percent) + 0.5);
}

/** How an empty value is shown. */
export const shown = (split: string) => (split === '' ? '(none)' : split);
