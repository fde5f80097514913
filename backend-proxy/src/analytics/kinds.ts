import type { Query, QueryKind } from '@fawkes/contract';
import { adoption } from './adoption/adoption';
import { events } from './events/events';
import { funnel } from './funnel/funnel';
import { lifecycle } from './lifecycle/lifecycle';
import type { Computed, Question } from './question';
import { retention } from './retention/retention';
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
};
