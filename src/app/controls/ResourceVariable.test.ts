import { lastValueFrom } from 'rxjs';
import { EmbeddedScene, SceneReactObject, SceneVariableSet, TestVariable } from '@grafana/scenes';
import { ResourceVariable } from './ResourceVariable';

const get = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ get }),
}));

describe('ResourceVariable', () => {
  beforeEach(() => get.mockReset());

  it('offers the names of the chosen data source, after the choice of any', async () => {
    get.mockResolvedValue({ sites: [{ domain: 'docs.example' }, { domain: 'app.example' }] });
    const site = inScene(new ResourceVariable({ name: 'site', resource: 'sites', any: 'All sites' }), 'uid-1');

    expect(await options(site)).toEqual([
      { label: 'All sites', value: '' },
      { label: 'docs.example', value: 'docs.example' },
      { label: 'app.example', value: 'app.example' },
    ]);
    expect(get.mock.calls[0][0]).toBe('/api/datasources/uid/uid-1/resources/sites');
  });

  it('asks nobody while no data source is chosen', async () => {
    const funnel = inScene(new ResourceVariable({ name: 'funnel', resource: 'funnels' }), '');

    expect(await options(funnel)).toEqual([]);
    expect(get).not.toHaveBeenCalled();
  });

  it('passes an error on, for the variable set to show', async () => {
    get.mockRejectedValue(new Error('the token may not read'));
    const site = inScene(new ResourceVariable({ name: 'site', resource: 'sites', any: 'All sites' }), 'uid-1');

    await expect(options(site)).rejects.toThrow('the token may not read');
  });
});

const options = (variable: ResourceVariable) => lastValueFrom(variable.getValueOptions());

function inScene(variable: ResourceVariable, datasource: string): ResourceVariable {
  const ds = new TestVariable({ name: 'ds', value: datasource, text: datasource, query: '' });
  new EmbeddedScene({
    $variables: new SceneVariableSet({ variables: [ds, variable] }),
    body: new SceneReactObject({ component: () => null }),
  });
  return variable;
}
