import type { Measure, MeasureAsked, Property } from '@fawkes/contract';
import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import { scopeOf } from '../sql/scope';
import { eventRowsWith } from './event-rows';
import { type Asked, cellColumns, cellGroups, type Grouping, type MeasureQuestion } from './grouping';
import { isNumericMeasure, numberSql, numbersColumn, numericProperties } from './numbers-sql';

type CountedMeasure = Extract<
  Measure,
  'page_views' | 'events' | 'events_per_user' | 'unique_visitors' | 'active_users' | 'conversions' | 'conversion_rate'
>;

/** Over rows of which `met` says whether they meet the measure's matcher; without one all do. */
const EXPRESSIONS: Record<CountedMeasure, (met: Sql | undefined) => Sql> = {
  page_views: () => sql`countIf(page_view)`,
  events: (met) => (met ? sql`countIf(${met})` : sql`count()`),
  events_per_user: (met = sql`true`) => {
    const which = sql`person != 0 AND active AND ${met}`;
    return sql`countIf(${which}) / nullIf(uniqExactIf(person, ${which}), 0)`;
  },
  unique_visitors: () => sql`uniqExactIf(person, person != 0)`,
  active_users: () => sql`uniqExactIf(person, person != 0 AND active)`,
  conversions: personsWho,
  conversion_rate: personsWho,
};

/** Persons who did it; a rate is divided later, by persons whom a breakdown does not split. */
function personsWho(met: Sql = sql`true`): Sql {
  return sql`uniqExactIf(person, person != 0 AND ${met})`;
}

/** Measures to which an event of nobody adds nothing. */
const OF_PERSONS: readonly Measure[] = [
  'unique_visitors',
  'active_users',
  'events_per_user',
  'conversions',
  'conversion_rate',
];

function isCounted(measure: Measure): measure is CountedMeasure {
  return measure in EXPRESSIONS;
}

export function isEventMeasure(measure: Measure): boolean {
  return isCounted(measure) || isNumericMeasure(measure);
}

/**
 * Cells of counts of events and of the persons behind them, and of what their numbers come to. A conversion counts persons. A value
 * that is not known beforehand has a cell where it has an event, whatever is counted.
 */
export function eventMeasures(q: MeasureQuestion, grouping: Grouping, asked: Asked): Sql {
  const { dimension, range } = grouping;
  const properties = numericProperties(asked.measures);
  const extra = numbersColumn(properties, scopeOf(q, range.to));
  let goal = -1;
  const columns = asked.measures.map((one, i) => {
    goal += one.match ? 1 : 0;
    const met = one.match && sql`bitTest(goals, ${bind('UInt8', goal)})`;
    return sql`${expression(one, properties, met)} AS ${numbered('m', i)}`;
  });
  // The engine reads less of the events that it can leave out first.
  const settled = dimension === undefined || dimension.keep !== undefined;
  const ofPersons = settled && asked.measures.every(({ measure }) => OF_PERSONS.includes(measure));
  const only = ofPersons ? sql`person != 0` : undefined;
  return sql`
    SELECT ${cellColumns(grouping, sql`t`)}, ${join(columns, ', ')}
    FROM (${eventRowsWith(q, range, { dimension, goals: asked.goals, extra, only })})
    ${cellGroups(grouping)}`;
}

function expression({ measure, ...rest }: MeasureAsked, properties: Property[], met: Sql | undefined): Sql {
  return isNumericMeasure(measure)
    ? numberSql({ measure, ...rest }, properties, met ?? sql`true`)
    : EXPRESSIONS[measure as CountedMeasure](met);
}
