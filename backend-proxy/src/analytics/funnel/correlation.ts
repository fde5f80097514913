import { type FunnelQuery, type Property, propertyLabel } from '@fawkes/contract';
import { holm } from '../../statistics/holm';
import { twoProportions } from '../../statistics/two-proportions';
import { bind, type Sql, sql } from '../../store/sql';
import { type Column, frame, numberColumn, textColumn } from '../frame';
import { eventRows } from '../measures/event-rows';
import type { Computed, Question } from '../question';
import { share } from './frames';
import { peopleNotices } from './notices';
import type { FunnelPlan } from './plan';
import { peopleColumns, type PeopleRow } from './steps';
import { unitsSql } from './units-sql';

/** Of a property with more values than these, the most frequent are compared. */
const MOST_VALUES = 10_000;
const DEFAULT_LIMIT = 20;

interface Found {
  property: Property;
  value: string;
  /** How many of those who convert have it, and how many of the others. */
  converted: number;
  dropped: number;
}

interface Totals extends PeopleRow {
  converted: number;
  dropped: number;
}

/**
 * What goes with converting: a frame `correlation` with a row for each event (by its name) and value of a property that people have
 * between the start and the conversion, or the end of the window. Events that are themselves steps say nothing and are left out.
 * The odds ratio has 1 added to each of its counts; p-values are those of two proportions, corrected by Holm over all rows.
 */
export async function correlation(q: Question<FunnelQuery>, plan: FunnelPlan): Promise<Computed> {
  const { properties = [], limit = DEFAULT_LIMIT } = q.query;
  const units = spansSql(q, plan);
  const of = (property: Property) => q.run<Omit<Found, 'property'>>(countsSql(q, plan, units, property));
  const asked: Property[] = ['event.name', ...properties];
  const [[totals], ...found] = await Promise.all([
    q.run<Totals>(
      sql`SELECT ${peopleColumns(plan)}, countIf(did) AS converted, countIf(NOT did) AS dropped FROM (${units})`
    ),
    ...asked.map(of),
  ]);
  const all = found.flatMap((rows, i) => rows.map((row) => ({ ...row, property: asked[i] as Property })));
  const whole = { converted: Number(totals?.converted ?? 0), dropped: Number(totals?.dropped ?? 0) };
  const rows = weigh(all, whole);
  return {
    frames: [frame('correlation', columnsOf(rows.slice(0, limit), whole), whole)],
    notices: peopleNotices(totals ?? {}),
    cut: rows.length > limit ? { what: 'correlation', shown: limit, total: rows.length } : null,
  };
}

/** What is counted, with the time in which its events count: person, person_stable, overlong, started, until (ms), did (converted). */
function spansSql(q: Question<FunnelQuery>, plan: FunnelPlan): Sql {
  return sql`SELECT person, person_stable, overlong, started, reached[-1] >= 0 AS did,
    if(did, reached[-1], started + ${bind('Int64', plan.windowMs)}) AS until FROM (${unitsSql(q, plan)})`;
}

function countsSql(q: Question<FunnelQuery>, plan: FunnelPlan, units: Sql, property: Property): Sql {
  const { from, to, asOf } = q.range;
  const isEvent = property === 'event.name';
  const steps = isEvent ? plan.places.map(({ match }) => match) : [];
  const events = eventRows(q, from, Math.max(to, Math.min(to + plan.windowMs, asOf)), { property }, steps);
  return sql`SELECT dim AS value, uniqExactIf((person, started), did) AS converted, uniqExactIf((person, started), NOT did) AS dropped
    FROM (SELECT person, t, dim FROM (${events}) WHERE person != 0 AND goals = 0 AND dim != '') AS events
    INNER JOIN (${units}) AS units ON events.person = units.person
    WHERE t >= started AND t <= until
    GROUP BY value ORDER BY converted + dropped DESC, value LIMIT ${bind('UInt32', MOST_VALUES)}`;
}

interface Weighed extends Found {
  odds: number;
  p: number | null;
}

/** The surest first, among equals the strongest. */
function weigh(found: Found[], whole: { converted: number; dropped: number }): Weighed[] {
  const p = holm(
    found.map(
      ({ converted, dropped }) =>
        twoProportions({ count: converted, n: whole.converted }, { count: dropped, n: whole.dropped }).p
    )
  );
  const strength = ({ odds }: Weighed) => Math.abs(Math.log(odds));
  return found
    .map((one, i) => ({ ...one, odds: oddsRatio(one, whole), p: p[i] ?? null }))
    .sort((a, b) => (a.p ?? 1) - (b.p ?? 1) || strength(b) - strength(a) || (a.value < b.value ? -1 : 1));
}

function oddsRatio({ converted, dropped }: Found, whole: { converted: number; dropped: number }): number {
  return ((converted + 1) * (whole.dropped - dropped + 1)) / ((whole.converted - converted + 1) * (dropped + 1));
}

function columnsOf(rows: Weighed[], whole: { converted: number; dropped: number }): Column[] {
  const percent = { unit: 'percent', decimals: 1 };
  return [
    textColumn(
      'property',
      rows.map(({ property }) => propertyLabel(property)),
      { displayName: 'Property' }
    ),
    textColumn(
      'value',
      rows.map(({ value }) => value),
      { displayName: 'Value' }
    ),
    numberColumn(
      'converted',
      rows.map((row) => row.converted),
      { displayName: 'Of those who converted', unit: 'locale' }
    ),
    numberColumn(
      'dropped',
      rows.map((row) => row.dropped),
      { displayName: 'Of those who did not', unit: 'locale' }
    ),
    numberColumn(
      'converted_share',
      rows.map((row) => share(row.converted, whole.converted)),
      { displayName: 'Share of those who converted', ...percent }
    ),
    numberColumn(
      'dropped_share',
      rows.map((row) => share(row.dropped, whole.dropped)),
      { displayName: 'Share of those who did not', ...percent }
    ),
    numberColumn(
      'odds_ratio',
      rows.map(({ odds }) => odds),
      { displayName: 'Odds ratio', decimals: 2 }
    ),
    numberColumn(
      'p_value',
      rows.map(({ p }) => p),
      { displayName: 'p-value', decimals: 4 }
    ),
  ];
}
