import type { PeopleQuery, Query } from '@fawkes/contract';
import type { Sql } from '../../store/sql';
import { adoptionPeople } from '../adoption/people';
import { eventsPeople } from '../events/people';
import { experimentPeople, experimentsPeople } from '../experiments/people';
import { funnelPeople } from '../funnel/people';
import { flowsPeople } from '../flows/people';
import { lifecyclePeople } from '../lifecycle/people';
import { livePeople } from '../live/people';
import { overlapPeople } from '../overlap/people';
import { powerCurvePeople } from '../power-curve/people';
import { moversPeople } from '../movers/people';
import { pathsPeople } from '../paths/people';
import type { Question } from '../question';
import { retentionPeople } from '../retention/people';
import { rfmPeople } from '../rfm/people';
import { segmentsPeople } from '../segments/people';
import { standoutPeople } from '../standout/people';
import { stickinessPeople } from '../stickiness/people';
import { topPeople } from '../top/people';
import { trendsPeople } from '../trends/people';

type PickableKind = PeopleQuery['of']['kind'];
type PickOf<Kind extends PickableKind> = Extract<PeopleQuery['of'], { kind: Kind }>['pick'];

/**
 * SQL of the people behind a number of a kind's answer: one column, `person` (UInt64), and a row or several for each. They are as
 * many as the number says. A pick that the answer does not have is a Problem 422 that names the place under `of.pick`.
 */
type PeopleBehind<Kind extends PickableKind> = (
  question: Question<Extract<Query, { kind: Kind }>>,
  pick: PickOf<Kind>
) => Sql | Promise<Sql>;

/** The registry of those who are counted: a kind that counts persons adds its `people.ts` and its line here. */
const BEHIND: { [Kind in PickableKind]: PeopleBehind<Kind> } = {
  trends: trendsPeople,
  top: topPeople,
  funnel: funnelPeople,
  events: eventsPeople,
  lifecycle: lifecyclePeople,
  stickiness: stickinessPeople,
  retention: retentionPeople,
  adoption: adoptionPeople,
  experiments: experimentsPeople,
  experiment: experimentPeople,
  segments: segmentsPeople,
  flows: flowsPeople,
  rfm: rfmPeople,
  'power-curve': powerCurvePeople,
  overlap: overlapPeople,
  standout: standoutPeople,
  paths: pathsPeople,
  live: livePeople,
  movers: moversPeople,
};

/** The people behind the number that the question names. */
export async function peopleBehind(q: Question<PeopleQuery>): Promise<Sql> {
  const { of, show: _show, limit: _limit, cursor: _cursor, kind: _kind, ...common } = q.query;
  const { pick, ...own } = of;
  // The registry maps each kind to the function for it; TypeScript cannot follow that through a look-up.
  const behind = BEHIND[of.kind] as (question: Question<unknown>, pick: unknown) => Sql | Promise<Sql>;
  return behind({ ...q, query: { ...common, ...own } }, pick);
}
