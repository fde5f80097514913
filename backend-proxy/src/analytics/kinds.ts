import type { Query, QueryKind } from '@fawkes/contract';
import { adoption } from './adoption/adoption';
import { changes } from './changes/changes';
import { events } from './events/events';
import { experiment } from './experiments/experiment';
import { experiments } from './experiments/experiments';
import { flows } from './flows/flows';
import { funnel } from './funnel/funnel';
import { lifecycle } from './lifecycle/lifecycle';
import { live } from './live/live';
import { movers } from './movers/movers';
import { overlap } from './overlap/overlap';
import { paths } from './paths/paths';
import { powerCurve } from './power-curve/power-curve';
import { people } from './people/people';
import type { Computed, Question } from './question';
import { retention } from './retention/retention';
import { rfm } from './rfm/rfm';
import { segments } from './segments/segments';
import { standout } from './standout/standout';
import { stickiness } from './stickiness/stickiness';
import { top } from './top/top';
import { trends } from './trends/trends';

type Compute<Kind extends QueryKind> = (question: Question<Extract<Query, { kind: Kind }>>) => Promise<Computed>;

/** The registry of kinds: a new kind adds its room and its line here. */
export const KINDS: { [Kind in QueryKind]: Compute<Kind> } = {
  trends,
  top,
  funnel,
  events,
  lifecycle,
  stickiness,
  retention,
  adoption,
  experiments,
  experiment,
  segments,
  flows,
  rfm,
  'power-curve': powerCurve,
  overlap,
  standout,
  paths,
  live,
  movers,
  changes,
  people,
};
