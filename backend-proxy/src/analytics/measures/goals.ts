import type { MeasureAsked } from '@fawkes/contract';
import type { Question } from '../question';

/** The same measures, goals that are named by what counts as reaching them. Throws a Problem 404 for a goal that is none. */
export function withGoals(q: Pick<Question<unknown>, 'goal'>, asked: MeasureAsked[]): Promise<MeasureAsked[]> {
  return Promise.all(
    asked.map(async (one) => (one.goal === undefined ? one : { ...one, match: (await q.goal(one.goal)).match }))
  );
}
