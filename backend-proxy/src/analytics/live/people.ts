import type { LiveQuery, PeopleQuery } from '@fawkes/contract';
import type { Sql } from '../../store/sql';
import { measurePeople, pickedValue } from '../measures/people';
import { valueLabels } from '../measures/label';
import { rankValues } from '../measures/rank';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { lastFiveMinutes, lastHalfHour } from './moments';

type Pick = Extract<PeopleQuery['of'], { kind: 'live' }>['pick'];

/** The visitors of the last 5 or 30 minutes, of a value of a property where one is named. */
export async function livePeople(q: Question<LiveQuery>, { who, property, value }: Pick): Promise<Sql> {
  const lately = { ...q, range: lastHalfHour(q.range.asOf) };
  const range = who === 'visitors' ? lately.range : lastFiveMinutes(q.range.asOf);
  const bucket = { start: range.from, end: range.to };
  const visitors = { measure: 'unique_visitors' as const };
  if (property === undefined && value === undefined) {
    return measurePeople({ ...q, range }, visitors, { bucket, value: '' });
  }
  if (property === undefined || value === undefined) {
    return unknownPick(property ? 'value' : 'property', 'a property and its value go together');
  }
  const { values } = await rankValues(lately, property, [visitors], q.query.limit);
  const picked = pickedValue(value, values, valueLabels(values));
  return measurePeople({ ...q, range }, visitors, { bucket, dimension: { property }, value: picked });
}
