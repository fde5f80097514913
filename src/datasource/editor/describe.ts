import { examine } from '../question/examine';
import { questionOf } from '../question/members';
import type { FawkesQuery } from '../types';
import { describeAdoption } from './adoption/describe';
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
  return problems.length === 0 || unfinished ? `${sentence(query)}.` : JSON.stringify(questionOf(query));
}

function sentence(query: FawkesQuery): string {
  switch (query.kind) {
    case 'trends':
      return describeTrends(query);
    case 'top':
      return describeTop(query);
    case 'funnel':
      return describeFunnel(query);
    case 'events':
      return describeEvents(query);
    case 'lifecycle':
      return describeLifecycle(query);
    case 'stickiness':
      return describeStickiness(query);
    case 'retention':
      return describeRetention(query);
    case 'adoption':
      return describeAdoption(query);
    case 'experiments':
      return describeExperiments(query);
    case 'experiment':
      return describeExperiment(query);
    case 'segments':
      return describeSegments(query);
    case 'flows':
      return describeFlows(query);
    case 'rfm':
      return describeRfm(query);
    case 'paths':
      return describePaths(query);
    case 'live':
      return describeLive(query);
    case 'movers':
      return describeMovers(query);
    case 'people':
      return describePeople(query);
    case 'power-curve':
      return describePowerCurve(query);
    case 'overlap':
      return describeOverlap(query);
    case 'standout':
      return describeStandout(query);
  }
}
