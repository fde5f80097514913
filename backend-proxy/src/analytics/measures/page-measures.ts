import type { Measure, Property } from '@fawkes/contract';
import { join, numbered, type Sql, sql } from '../../store/sql';
import { eventMeasures } from './event-measures';
import type { Asked, Grouping, MeasureQuestion } from './grouping';
import { sessionMeasures } from './session-measures';

type PageMeasure = Extract<Measure, 'entries' | 'exits' | 'exit_rate'>;

const EXPRESSIONS: Record<PageMeasure, Sql> = {
  entries: sql`sum(entries)`,
  exits: sql`sum(exits)`,
  exit_rate: sql`100 * sum(exits) / nullIf(sum(views), 0)`,
};

export function isPageMeasure(measure: Measure): measure is PageMeasure {
  return measure in EXPRESSIONS;
}

/**
 * Cells of each page: entries and exits are the sessions that begin and end there, the exit rate is exits / page views of it. What the
 * breakdown's values are is a page, whichever property of pages it names.
 */
export function pageMeasures(q: MeasureQuestion, grouping: Grouping, asked: Asked): Sql {
  const wants = (...measures: PageMeasure[]) =>
    asked.measures.some(({ measure }) => measures.includes(measure as PageMeasure));
  const counts: Sql[] = [];
  if (wants('entries')) {
    const entries = sessionMeasures(q, byPage(grouping, 'session.entry_page'), only('sessions'));
    counts.push(sql`SELECT bucket, dim, m0 AS entries, 0 AS exits, 0 AS views FROM (${entries})`);
  }
  if (wants('exits', 'exit_rate')) {
    const exits = sessionMeasures(q, byPage(grouping, 'session.exit_page'), only('sessions'));
    counts.push(sql`SELECT bucket, dim, 0 AS entries, m0 AS exits, 0 AS views FROM (${exits})`);
  }
  if (wants('exit_rate')) {
    const views = eventMeasures(q, byPage(grouping, 'page.path'), only('page_views'));
    counts.push(sql`SELECT bucket, dim, 0 AS entries, 0 AS exits, m0 AS views FROM (${views})`);
  }
  const columns = asked.measures.map(
    ({ measure }, i) => sql`${EXPRESSIONS[measure as PageMeasure]} AS ${numbered('m', i)}`
  );
  return sql`SELECT bucket, dim, ${join(columns, ', ')} FROM (${join(counts, ' UNION ALL ')})
    WHERE dim != '' GROUP BY bucket, dim`;
}

/** The same cut by another property of pages. A session without a page view is none of the others: it has a cell of its own. */
function byPage({ dimension, ...grouping }: Grouping, property: Property): Grouping {
  const keep = dimension?.keep && { ...dimension.keep, values: [...dimension.keep.values, ''] };
  return { ...grouping, dimension: { property, ...(keep ? { keep } : {}) } };
}

const only = (measure: Measure): Asked => ({ measures: [{ measure }], goals: [] });
