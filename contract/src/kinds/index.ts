import * as z from 'zod/mini';
import { adoptionPickSchema, adoptionQuerySchema } from './adoption';
import { changesQuerySchema } from './changes';
import { eventsPickSchema, eventsQuerySchema } from './events';
import {
  experimentPickSchema,
  experimentQuerySchema,
  experimentsPickSchema,
  experimentsQuerySchema,
} from './experiments';
import { flowsPickSchema, flowsQuerySchema } from './flows';
import { funnelPickSchema, funnelQuerySchema } from './funnel';
import { lifecyclePickSchema, lifecycleQuerySchema } from './lifecycle';
import { livePickSchema, liveQuerySchema } from './live';
import { topPickSchema, trendsPickSchema } from './measure-picks';
import { moversPickSchema, moversQuerySchema } from './movers';
import { overlapPickSchema, overlapQuerySchema } from './overlap';
import { pathsPickSchema, pathsQuerySchema } from './paths';
import { peopleQuerySchemaOf } from './people';
import { powerCurvePickSchema, powerCurveQuerySchema } from './power-curve';
import { retentionPickSchema, retentionQuerySchema } from './retention';
import { rfmPickSchema, rfmQuerySchema } from './rfm';
import { segmentsPickSchema, segmentsQuerySchema } from './segments';
import { standoutPickSchema, standoutQuerySchema } from './standout';
import { stickinessPickSchema, stickinessQuerySchema } from './stickiness';
import { topQuerySchema } from './top';
import { trendsQuerySchema } from './trends';

/** The registry of kinds: a new kind adds its file and its line here. */
const KINDS = {
  trends: trendsQuerySchema,
  top: topQuerySchema,
  funnel: funnelQuerySchema,
  events: eventsQuerySchema,
  lifecycle: lifecycleQuerySchema,
  stickiness: stickinessQuerySchema,
  retention: retentionQuerySchema,
  adoption: adoptionQuerySchema,
  experiments: experimentsQuerySchema,
  experiment: experimentQuerySchema,
  segments: segmentsQuerySchema,
  flows: flowsQuerySchema,
  rfm: rfmQuerySchema,
  'power-curve': powerCurveQuerySchema,
  overlap: overlapQuerySchema,
  standout: standoutQuerySchema,
  paths: pathsQuerySchema,
  live: liveQuerySchema,
  movers: moversQuerySchema,
  changes: changesQuerySchema,
} as const;

/** How a number of a kind's answer is named whose people can be asked for: a kind that counts persons adds its line here. */
const PICKS = {
  trends: trendsPickSchema,
  top: topPickSchema,
  funnel: funnelPickSchema,
  events: eventsPickSchema,
  lifecycle: lifecyclePickSchema,
  stickiness: stickinessPickSchema,
  retention: retentionPickSchema,
  adoption: adoptionPickSchema,
  experiments: experimentsPickSchema,
  experiment: experimentPickSchema,
  segments: segmentsPickSchema,
  flows: flowsPickSchema,
  rfm: rfmPickSchema,
  'power-curve': powerCurvePickSchema,
  overlap: overlapPickSchema,
  standout: standoutPickSchema,
  paths: pathsPickSchema,
  live: livePickSchema,
  movers: moversPickSchema,
} as const;

const peopleQuerySchema = peopleQuerySchemaOf(KINDS, PICKS);

export const QUERY_KINDS = { ...KINDS, people: peopleQuerySchema } as const;

export type QueryKind = keyof typeof QUERY_KINDS;

export const querySchema = z.discriminatedUnion('kind', [
  trendsQuerySchema,
  topQuerySchema,
  funnelQuerySchema,
  eventsQuerySchema,
  lifecycleQuerySchema,
  stickinessQuerySchema,
  retentionQuerySchema,
  adoptionQuerySchema,
  experimentsQuerySchema,
  experimentQuerySchema,
  segmentsQuerySchema,
  flowsQuerySchema,
  rfmQuerySchema,
  powerCurveQuerySchema,
  overlapQuerySchema,
  standoutQuerySchema,
  pathsQuerySchema,
  liveQuerySchema,
  moversQuerySchema,
  changesQuerySchema,
  peopleQuerySchema,
]);

/** A query as it is computed, defaults filled in. */
export type Query = z.infer<typeof querySchema>;

/** A query as a person or a saved dashboard writes it. */
export type QueryInput = z.input<typeof querySchema>;

export type PeopleQuery = Extract<Query, { kind: 'people' }>;
