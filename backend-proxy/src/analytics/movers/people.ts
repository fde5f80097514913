import type { MoversQuery, PeopleQuery } from '@fawkes/contract';
import type { Sql } from '../../store/sql';
import { withGoals } from '../measures/goals';
import { valueLabels } from '../measures/label';
import { measurePeople, pickedValue } from '../measures/people';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { previousRange } from '../time/range';

type Pick = Extract<PeopleQuery['of'], { kind: 'movers' }>['pick'];

/** Whom a measure counts in the row of a value, in this period or the one before. */
export async function moversPeople(
  q: Question<MoversQuery>,
  { measure = 0, property, value, period }: Pick
): Promise<Sql> {
  const measures = await withGoals(q, q.query.measures);
  const asked = measures[measure] ?? unknownPick('measure', `the question has ${measures.length}`);
  const range = period === 'current' ? q.range : previousRange(q.range, q.timezone);
  const bucket = { start: range.from, end: range.to };
  // What is shown as "(none)" is the absent value.
  const picked = pickedValue(value, [''], valueLabels(['']));
  return measurePeople({ ...q, range }, asked, { bucket, dimension: { property }, value: picked });
}
