import type { QueryKind } from './index';

/** The frames that the answers of each kind can have, in their order; `live` has one more for each property, named like it. */
export const ANSWER_FRAMES: Record<QueryKind, readonly string[]> = {
  trends: ['trends'],
  top: ['top'],
  funnel: ['steps', 'summary', 'values', 'value_steps', 'trend', 'time_to_convert', 'histogram', 'correlation'],
  events: ['events'],
  lifecycle: ['lifecycle'],
  stickiness: ['stickiness'],
  retention: ['people', 'rates', 'mean'],
  adoption: ['adoption', 'summary', 'over_time', 'by_segment', 'segments'],
  experiments: ['experiments', 'variants', 'summary', 'over_time'],
  experiment: ['variants', 'summary', 'over_time', 'results', 'health', 'effects', 'exposures', 'breakdown', 'novelty'],
  segments: ['segments', 'total', 'over_time'],
  flows: ['flows', 'sizes', 'nodes', 'edges'],
  rfm: ['groups', 'grid', 'cells'],
  'power-curve': ['power_curve'],
  overlap: ['overlap', 'sizes'],
  standout: ['standout', 'people'],
  paths: ['nodes', 'edges', 'paths'],
  live: ['now', 'minutes'],
  movers: ['movers', 'totals'],
  changes: ['changes'],
  people: ['people'],
};
