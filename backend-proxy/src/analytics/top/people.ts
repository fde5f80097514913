import type { PeopleQuery, TopQuery } from '@fawkes/contract';
import type { Sql } from '../../store/sql';
import { areCountedTogether } from '../measures/families';
import { withGoals } from '../measures/goals';
import { valueLabels } from '../measures/label';
import { measurePeople, pickedValue } from '../measures/people';
import { rankValues } from '../measures/rank';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';

type Pick = Extract<PeopleQuery['of'], { kind: 'top' }>['pick'];

/** Whom a measure counts in the row of a value. */
export async function topPeople(q: Question<TopQuery>, { measure = 0, value: shown }: Pick): Promise<Sql> {
  const { property, limit } = q.query;
  const measures = await withGoals(q, q.query.measures);
  const asked = measures[measure] ?? unknownPick('measure', `the question has ${measures.length}`);
  const ranked = measures.filter((other) => areCountedTogether(other, measures[0]!));
  const { values } = await rankValues(q, property, ranked, limit);
  const value = pickedValue(shown, values, valueLabels(values));
  return measurePeople(q, asked, { bucket: { start: q.range.from, end: q.range.to }, dimension: { property }, value });
}
