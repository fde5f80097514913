import { MOST_EXPOSURE_RULES } from '@fawkes/contract';
import { Problem } from '../problem';
import type { Database } from './database';
import { refuseCircles } from './refuse-circles';
import { refuseDangling, type Step } from './refuse-dangling';

/** Throws a Problem where, after these steps, each of the workspace's definitions is right, but not all of them together. */
export async function refuseUnfit(db: Database, workspace: string, steps: readonly Step[]): Promise<void> {
  await refuseDangling(db, workspace, steps);
  await refuseCircles(db, workspace);
  await refuseTooManyRules(db, workspace);
}

async function refuseTooManyRules(db: Database, workspace: string): Promise<void> {
  const own = db.selectFrom('definitions').select('name').where('workspace', '=', workspace);
  const rules = await own.where('kind', '=', 'exposure_rule').execute();
  if (rules.length > MOST_EXPOSURE_RULES) {
    throw new Problem(
      422,
      'too_many_exposure_rules',
      `A workspace has at most ${MOST_EXPOSURE_RULES} exposure rules: put events that name alike into one.`
    );
  }
}
