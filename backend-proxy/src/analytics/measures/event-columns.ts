import type { Matcher } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { matcherSql } from '../sql/matcher';
import { isSessionProperty, type PeopleScope, propertyText } from '../sql/property';
import { type Dimension, dimensionSql } from './grouping';

/** What is asked of each event besides what every row has. */
export interface EventColumns {
  dimension?: Dimension | undefined;
  goals?: Matcher[];
  /** One more expression over an event as it is stored; it stands in the rows as `extra`. */
  extra?: Sql | undefined;
  /** A condition on an event as it is stored, by which the engine may skip the others; rows that sessions give come all the same. */
  only?: Sql | undefined;
}

/** The dimension's value on one event; constant where there is none. */
export function dimensionColumn(dimension: Dimension | undefined, people: PeopleScope): Sql {
  return dimension && !isSessionProperty(dimension.property)
    ? dimensionSql(dimension, propertyText(dimension.property, people))
    : sql`''`;
}

/** A number whose bit i says that the event meets goal i. */
export function goalMask(goals: Matcher[], people: PeopleScope): Sql {
  if (goals.length === 0) {
    return sql`toUInt64(0)`;
  }
  const bits = goals.map((goal, i) => sql`if(${matcherSql(goal, people)}, ${bind('UInt64', 2 ** i)}, 0)`);
  return sql`(${join(bits, ' + ')})`;
}
