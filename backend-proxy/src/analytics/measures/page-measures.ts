import type { Measure, Property } from '@fawkes/contract';
import { eventMeasures } from './event-measures';
import type { Asked, Cell, Grouping, MeasureQuestion } from './grouping';
import { sessionMeasures } from './session-measures';

type PageMeasure = Extract<Measure, 'entries' | 'exits' | 'exit_rate'>;

const MEASURES: readonly PageMeasure[] = ['entries', 'exits', 'exit_rate'];

export function isPageMeasure(measure: Measure): measure is PageMeasure {
  return (MEASURES as readonly Measure[]).includes(measure);
}

/**
 * Of each page: entries and exits are the sessions that begin and end there, the exit rate is exits / page views of it. What the
 * breakdown's values are is a page, whichever property of pages it names.
 */
export async function pageMeasures(q: MeasureQuestion, grouping: Grouping, asked: Asked): Promise<Cell[]> {
  const wants = (...measures: PageMeasure[]) =>
    asked.measures.some(({ measure }) => measures.includes(measure as PageMeasure));
  const sessionsBy = (property: Property) => sessionMeasures(q, byPage(grouping, property), only('sessions'));
  const [entries, exits, views] = await Promise.all([
    wants('entries') ? sessionsBy('session.entry_page') : [],
    wants('exits', 'exit_rate') ? sessionsBy('session.exit_page') : [],
    wants('exit_rate') ? eventMeasures(q, byPage(grouping, 'page.path'), only('page_views')) : [],
  ]);
  const counted = { entries: byCell(entries), exits: byCell(exits), views: byCell(views) };
  const cells = new Map([...entries, ...exits, ...views].map((cell) => [keyOf(cell), cell]));
  return [...cells]
    .filter(([, { value }]) => value !== '')
    .map(([key, { bucket, value }]) => {
      const of = (counts: Map<string, number>) => counts.get(key) ?? 0;
      const numbers: Record<PageMeasure, number | null> = {
        entries: of(counted.entries),
        exits: of(counted.exits),
        exit_rate: of(counted.views) === 0 ? null : (100 * of(counted.exits)) / of(counted.views),
      };
      return { bucket, value, numbers: asked.measures.map(({ measure }) => numbers[measure as PageMeasure]) };
    });
}

/** The same cut by another property of pages. A session without a page view is none of the others: it has a cell of its own. */
function byPage({ dimension, ...grouping }: Grouping, property: Property): Grouping {
  const keep = dimension?.keep && { ...dimension.keep, values: [...dimension.keep.values, ''] };
  return { ...grouping, dimension: { property, ...(keep ? { keep } : {}) } };
}

const only = (measure: Measure): Asked => ({ measures: [{ measure }], goals: [] });
const keyOf = ({ bucket, value }: Cell) => `${bucket} ${value}`;
const byCell = (cells: Cell[]) => new Map(cells.map((cell) => [keyOf(cell), cell.numbers[0] as number]));
