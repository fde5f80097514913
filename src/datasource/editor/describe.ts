import type { QueryKind, Select } from '@fawkes/contract';
import { examine } from '../question/examine';
import { questionOf } from '../question/members';
import type { FawkesQuery, QueryOf } from '../types';
import { listed, quoted } from './common/words';
import { describeAdoption } from './adoption/describe';
import { describeChanges } from './changes/describe';
import { describeEvents } from './events/describe';
import { describeExperiment, describeExperiments } from './experiments/describe';
import { describeFlows } from './flows/describe';
import { describeFunnel } from './funnel/describe';
import { describeLifecycle } from './lifecycle/describe';
import { describePeople } from './people/describe';
import { describeOverlap } from './overlap/describe';
import { describePowerCurve } from './power-curve/describe';
import { describeLive } from './live/describe';
import { describeMovers } from './movers/describe';
import { describePaths } from './paths/describe';
import { describeRetention } from './retention/describe';
import { describeRfm } from './rfm/describe';
import { describeSegments } from './segments/describe';
import { describeStandout } from './standout/describe';
import { describeStickiness } from './stickiness/describe';
import { describeTop } from './top/describe';
import { describeTrends } from './trends/describe';

/** What a query computes, in a plain sentence; one that no form knows is shown as it is. */
export function describe(query: FawkesQuery): string {
  const { problems, unfinished } = examine(query);
  return problems.length === 0 || unfinished
    ? `${sentence(query)}${partWords(query.select)}.`
    : JSON.stringify(questionOf(query));
}

/** The registry of sentences: a new kind adds its line here. */
const SENTENCES: { [K in QueryKind]: (query: QueryOf<K>) => string } = {
  trends: describeTrends,
  top: describeTop,
  funnel: describeFunnel,
  events: describeEvents,
  lifecycle: describeLifecycle,
  stickiness: describeStickiness,
  retention: describeRetention,
  adoption: describeAdoption,
  experiments: describeExperiments,
  experiment: describeExperiment,
  segments: describeSegments,
  flows: describeFlows,
  rfm: describeRfm,
  paths: describePaths,
  live: describeLive,
  movers: describeMovers,
  changes: describeChanges,
  people: describePeople,
  'power-curve': describePowerCurve,
  overlap: describeOverlap,
  standout: describeStandout,
};

/** Which part of the answer is shown, where not all of it is. */
function partWords(select: Select | undefined): string {
  const fields = select?.fields ? `${listed(select.fields.map(quoted))} of ` : '';
  return select === undefined ? '' : `; of the answer only ${fields}${quoted(select.frame)}`;
}

function sentence(query: FawkesQuery): string {
  // The registry maps each kind to the function for it; TypeScript cannot follow that through a look-up.
  return (SENTENCES[query.kind] as (query: FawkesQuery) => string)(query);
}
