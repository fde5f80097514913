import type { FunnelDefinition, FunnelQuery } from '@fawkes/contract';
import { Problem } from '../../problem';
import { sql } from '../../store/sql';
import type { Computed, Question } from '../question';
import { correlation } from './correlation';
import { funnelFrames } from './frames';
import { peopleNotices } from './notices';
import { definitionOf, type FunnelPlan, planOf } from './plan';
import { peopleColumns, type PeopleRow, readSteps, stepColumns, type StepRow } from './steps';
import { timeToConvert } from './time-to-convert';
import { funnelTrend } from './trend';
import { valueFrames } from './value-frames';
import { countValues } from './values';
import { unitsSql } from './units-sql';

/** How many persons go through the steps within the window of their best attempt, in the view that is asked for. */
export async function funnel(q: Question<FunnelQuery>): Promise<Computed> {
  const { view, breakdown } = q.query;
  const definition = await definitionOf(q);
  if (typeof breakdown?.at === 'number' && breakdown.at > definition.steps.length) {
    throw new Problem(422, 'unknown_step', `The funnel has ${definition.steps.length} steps.`, [
      { path: 'breakdown.at', message: `there is no step ${breakdown.at}` },
    ]);
  }
  const plan = planOf(definition, view === 'steps' || view === 'trend' ? breakdown : undefined);
  switch (view) {
    case 'steps':
      return steps(q, definition, plan);
    case 'trend':
      return funnelTrend(q, definition, plan);
    case 'time_to_convert':
      return timeToConvert(q, plan);
    case 'correlation':
      return correlation(q, plan);
  }
}

/** Frames `steps` and `summary`; with a breakdown also `values` and `value_steps`. */
async function steps(q: Question<FunnelQuery>, definition: FunnelDefinition, plan: FunnelPlan): Promise<Computed> {
  const { breakdown } = plan;
  if (breakdown === undefined) {
    const [row = {}] = await q.run<Partial<PeopleRow & StepRow>>(
      sql`SELECT ${peopleColumns(plan)}, ${stepColumns(plan)} FROM (${unitsSql(q, plan)})`
    );
    return { frames: funnelFrames(definition, readSteps(plan, row)), notices: peopleNotices(row), cut: null };
  }
  const { whole, values, total } = await countValues(q, plan, breakdown.limit);
  return {
    frames: [
      ...funnelFrames(definition, readSteps(plan, whole)),
      ...valueFrames(definition, plan, breakdown.property, values),
    ],
    notices: peopleNotices(whole),
    cut: total > breakdown.limit ? { what: breakdown.property, shown: breakdown.limit, total } : null,
  };
}
