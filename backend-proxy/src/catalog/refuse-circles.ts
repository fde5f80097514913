import { BEHAVIOURS, circleOf, type Feature, type Segment } from '@fawkes/contract';
import { Problem } from '../problem';
import type { Database } from './database';

/** Throws a Problem 422 where segments of the workspace refer to each other in a circle: nobody could say who is in them. */
export async function refuseCircles(db: Database, workspace: string): Promise<void> {
  const segments = await all<Segment>(db, workspace, 'segment');
  // Who is in a behavioural segment depends on the use of every feature, and thereby on the segments that features name.
  const uses = (await all<Feature>(db, workspace, 'feature')).map(({ match }) => match);
  const behavioural = BEHAVIOURS.map((name) => ({ name, rule: uses }));
  const circle = circleOf([...segments, ...behavioural]);
  if (circle) {
    throw new Problem(422, 'segment_cycle', `A segment cannot refer to itself: ${circle.join(' → ')}.`, [
      { path: 'rule', message: `${circle[0]} refers to itself` },
    ]);
  }
}

async function all<Of>(db: Database, workspace: string, kind: 'segment' | 'feature'): Promise<Of[]> {
  const own = db.selectFrom('definitions').select('definition').where('workspace', '=', workspace);
  const rows = await own.where('kind', '=', kind).orderBy('name').execute();
  return rows.map(({ definition }) => JSON.parse(definition) as Of);
}
