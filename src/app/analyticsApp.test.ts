import { SceneQueryRunner, sceneGraph, type EmbeddedScene } from '@grafana/scenes';
import { adoptionScene } from '../pages/Adoption/adoptionScene';
import { experimentsScene } from '../pages/Experiments/experimentsScene';
import { funnelsScene } from '../pages/Funnels/funnelsScene';
import { liveScene } from '../pages/Live/liveScene';
import { overviewScene } from '../pages/Overview/overviewScene';
import { segmentsScene } from '../pages/Segments/segmentsScene';
import { usageScene } from '../pages/Usage/usageScene';
import { analyticsApp } from './analyticsApp';

describe('analyticsApp', () => {
  it('has the pages as tabs of one page that holds the controls', () => {
    const [page, ...others] = analyticsApp().state.pages;
    expect(others).toEqual([]);
    expect(page!.state.tabs!.map((tab) => tab.state.url)).toEqual([
      '/a/fawkes-analytics-app/overview',
      '/a/fawkes-analytics-app/usage',
      '/a/fawkes-analytics-app/adoption',
      '/a/fawkes-analytics-app/experiments',
      '/a/fawkes-analytics-app/segments',
      '/a/fawkes-analytics-app/funnels',
      '/a/fawkes-analytics-app/live',
    ]);
    expect(page!.state.$variables!.state.variables.map((variable) => variable.state.name)).toEqual([
      'ds',
      'site',
      'segment',
      'funnel',
      'feature',
      'experiment',
      'openSegment',
      'filters',
    ]);
  });
});

describe.each([
  ['Overview', overviewScene],
  ['Usage', usageScene],
  ['Adoption', adoptionScene],
  ['Experiments', experimentsScene],
  ['Segments', segmentsScene],
  ['Live', liveScene],
  ['Funnels', funnelsScene],
])('%s', (_, scene) => {
  const queries = runnersOf(scene()).flatMap((runner) => runner.state.queries);

  it('asks nothing twice', () => {
    const questions = queries.map(({ refId, ...question }) => JSON.stringify(question));
    expect(questions).toHaveLength(new Set(questions).size);
  });

  it('asks about the chosen site and people only, in the language of today', () => {
    expect(queries.length).toBeGreaterThan(0);
    expect(
      queries.every((query) => query['site'] === '${site}' && query['segment'] !== undefined && query['v'] === 1)
    ).toBe(true);
  });
});

function runnersOf(scene: EmbeddedScene): SceneQueryRunner[] {
  return sceneGraph.findAllObjects(scene, (object) => object instanceof SceneQueryRunner) as SceneQueryRunner[];
}
