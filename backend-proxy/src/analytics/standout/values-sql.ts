import type { Property } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { activePeopleSql, type Chosen, chosenSql } from '../behaviour/chosen-sql';
import { eventRows } from '../measures/event-rows';
import type { MeasureQuestion } from '../measures/grouping';
import { propertyText } from '../sql/property';
import { scopeOf } from '../sql/scope';

/** Who has which value of a property: person, value, once for each; absent ones are left out. */
export function whoHasSql(q: MeasureQuestion, property: Property, { moment }: Chosen): Sql {
  // What is known of a person is asked of each person, not of each of their events.
  const rows = property.startsWith('person.')
    ? sql`SELECT person, ${propertyText(property, scopeOf(q, moment.end))} AS value FROM (${activePeopleSql(q, moment)})`
    : sql`SELECT person, toString(dim) AS value
          FROM (${eventRows(q, moment.activeFrom, moment.end, { property })})
          WHERE person != 0 AND person_stable AND active`;
  return sql`SELECT person, value FROM (${rows}) WHERE value != '' GROUP BY person, value`;
}

/** Stands for all people in place of those who have a value. */
export const EVERYONE = -1;

/**
 * How many people of the segment and of all others have each value, of each property the `most` frequent ones: rows of property
 * (its place, or EVERYONE), value, inside, others, and of how many values of the property they were chosen (total).
 */
export function valuesSql(q: MeasureQuestion, properties: Property[], chosen: Chosen, most: number): Sql {
  const everyone = sql`SELECT ${bind('Int64', EVERYONE)} AS property, person, '' AS value
    FROM (${activePeopleSql(q, chosen.moment)})`;
  const having = properties.map(
    (property, i) => sql`SELECT ${bind('Int64', i)} AS property, person, value FROM (${whoHasSql(q, property, chosen)})`
  );
  // In one statement, so that who is in the segment is found out once.
  const inside = sql`SELECT person FROM (${chosenSql(q, chosen)}) WHERE chosen = 1`;
  return sql`SELECT property, value, inside, others, count() OVER (PARTITION BY property) AS total FROM (
      SELECT property, value, countIf(person IN (${inside})) AS inside, count() - inside AS others
      FROM (${join([everyone, ...having], ' UNION ALL ')}) GROUP BY property, value
    ) ORDER BY property, inside + others DESC, value LIMIT ${bind('UInt32', most)} BY property`;
}
