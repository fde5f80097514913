import type { PeopleQuery } from '@fawkes/contract';
import { peopleBehind } from '../analytics/people/behind';
import type { Question } from '../analytics/question';
import { Problem } from '../problem';
import type { Sql } from '../store/sql';
import { plan } from './answer';
import type { AnswerContext } from './context';
import { parseQuery } from './parse';

/** SQL of one column, `person`: all whom a query of the kind `people` is about, on all of its pages. */
export async function peopleOfQuery(query: unknown, context: AnswerContext): Promise<Sql> {
  const parsed = parseQuery(query);
  if (parsed.kind !== 'people') {
    throw new Problem(422, 'not_people', 'Only a query of the kind people says whom to keep.', [
      { path: 'query.kind', message: `${parsed.kind} is another` },
    ]);
  }
  return peopleBehind((await plan(parsed, context, { storeMs: 0 })) as Question<PeopleQuery>);
}
