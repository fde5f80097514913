import { circleOf, type Segment } from '@fawkes/contract';
import { Problem } from '../problem';
import type { Database } from './database';

/** Throws a Problem 422 where segments of the workspace refer to each other in a circle: nobody could say who is in them. */
export async function refuseCircles(db: Database, workspace: string): Promise<void> {
  const own = db.selectFrom('definitions').select('definition').where('workspace', '=', workspace);
  const rows = await own.where('kind', '=', 'segment').execute();
  const circle = circleOf(rows.map(({ definition }) => JSON.parse(definition) as Segment));
  if (circle) {
    throw new Problem(422, 'segment_cycle', `A segment cannot refer to itself: ${circle.join(' → ')}.`, [
      { path: 'rule', message: `${circle[0]} refers to itself` },
    ]);
  }
}
