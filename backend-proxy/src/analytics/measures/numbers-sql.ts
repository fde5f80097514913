import { MEASURES, type MeasureAsked, type Measure, type Property } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { propertyNumber, type PeopleScope } from '../sql/property';

/** The measures that are computed over the numbers of a property. */
type NumericMeasure = {
  [M in Measure]: (typeof MEASURES)[M] extends { numeric: true } ? M : never;
}[Measure];

export function isNumericMeasure(measure: Measure): measure is NumericMeasure {
  return 'numeric' in MEASURES[measure];
}

/** Percentiles are exact; between two numbers they are interpolated linearly (Hyndman and Fan's type 7, as numpy does it). */
const AGGREGATES: Record<NumericMeasure, (number: Sql, which: Sql) => Sql> = {
  sum: (number, which) => sql`ifNull(sumIf(${number}, ${which}), 0)`,
  mean: (number, which) => sql`avgOrNullIf(${number}, ${which})`,
  min: (number, which) => sql`minOrNullIf(${number}, ${which})`,
  max: (number, which) => sql`maxOrNullIf(${number}, ${which})`,
  p50: (number, which) => sql`quantileExactInclusiveOrNullIf(0.5)(${number}, ${which})`,
  p75: (number, which) => sql`quantileExactInclusiveOrNullIf(0.75)(${number}, ${which})`,
  p90: (number, which) => sql`quantileExactInclusiveOrNullIf(0.9)(${number}, ${which})`,
  p95: (number, which) => sql`quantileExactInclusiveOrNullIf(0.95)(${number}, ${which})`,
  p99: (number, which) => sql`quantileExactInclusiveOrNullIf(0.99)(${number}, ${which})`,
};

/** The properties whose numbers the measures are of, each once. */
export function numericProperties(asked: MeasureAsked[]): Property[] {
  return [...new Set(asked.filter(({ measure }) => isNumericMeasure(measure)).map(propertyOf))];
}

/** The numbers of these properties on one event, as `extra` of its row; undefined where none is asked. */
export function numbersColumn(properties: Property[], people: PeopleScope): Sql | undefined {
  if (properties.length === 0) {
    return undefined;
  }
  // A sender's text may say "nan" or "inf", which are no numbers to reckon with.
  const finite = (number: Sql) => sql`if(isFinite(${number}), ${number}, NULL)`;
  return sql`tuple(${join(
    properties.map((property) => finite(propertyNumber(property, people))),
    ', '
  )})`;
}

/** A numeric measure over rows with `extra`; `which` says which rows count. */
export function numberSql(asked: MeasureAsked & { measure: NumericMeasure }, properties: Property[], which: Sql): Sql {
  const number = sql`tupleElement(extra, ${bind('UInt8', properties.indexOf(propertyOf(asked)) + 1)})`;
  return AGGREGATES[asked.measure](number, sql`${which} AND isNotNull(${number})`);
}

function propertyOf({ property }: MeasureAsked): Property {
  return property ?? 'value';
}
