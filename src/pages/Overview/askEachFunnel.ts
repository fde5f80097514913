import { isEqual } from 'lodash';
import { sceneGraph, type SceneQueryRunner } from '@grafana/scenes';
import { VARIABLES } from '../../app/controls/controls';
import { ResourceVariable } from '../../app/controls/ResourceVariable';
import { onChosenSite } from '../../panels/ask';

/** A behaviour of a query runner: it asks one question for each funnel that the funnel variable offers, in one request. */
export function askEachFunnel(runner: SceneQueryRunner) {
  const funnels = sceneGraph.lookupVariable(VARIABLES.funnel, runner);
  if (!(funnels instanceof ResourceVariable)) {
    return;
  }
  const ask = () => {
    const names = funnels.state.options.map((option) => String(option.value));
    const queries = names.map((name) => onChosenSite({ refId: name, kind: 'funnel', funnel: name }));
    if (!isEqual(queries, runner.state.queries)) {
      runner.setState({ queries });
      runner.runQueries();
    }
  };
  ask();
  const options = funnels.subscribeToState((next, previous) => {
    if (next.options !== previous.options) {
      ask();
    }
  });
  return () => options.unsubscribe();
}
