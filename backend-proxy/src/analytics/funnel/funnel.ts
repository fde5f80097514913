import type { FunnelQuery } from '@fawkes/contract';
import { sql } from '../../store/sql';
import type { Computed, Question } from '../question';
import { funnelFrames } from './frames';
import { peopleNotices } from './notices';
import { definitionOf, planOf } from './plan';
import { PEOPLE_COLUMNS, type PeopleRow, readSteps, stepColumns, type StepRow } from './steps';
import { unitsSql } from './units-sql';

/** How many persons go through the steps within the window of their best attempt: frames `steps` and `summary`. */
export async function funnel(q: Question<FunnelQuery>): Promise<Computed> {
  const definition = await definitionOf(q);
  const plan = planOf(definition, undefined);
  const [row = {}] = await q.run<Partial<PeopleRow & StepRow>>(
    sql`SELECT ${PEOPLE_COLUMNS}, ${stepColumns(plan)} FROM (${unitsSql(q, plan)})`
  );
  return { frames: funnelFrames(definition, readSteps(plan, row)), notices: peopleNotices(row), cut: null };
}
