import { check, type Check, expectThat, Skip } from './check';
import { entries, jsonOf, type Probe } from './probe';

const APP = 'fawkes-analytics-app';
const DATASOURCE = 'fawkes-analytics-datasource';

/** The lists that the datasource's own program hands on of the proxy; one that is older than the proxy lacks some. */
export const RESOURCES = [
  ...['sites', 'features', 'funnels', 'goals', 'segments', 'segment_rules', 'exposure_rules', 'experiments'],
  'properties',
];

const SMALL_QUESTION = JSON.stringify({ v: 1, kind: 'events', range: { last: '24h' }, limit: 1 });

interface DatasourceListed {
  uid: string;
  type: string;
}

/** Checks of Grafana's provisioning and of the datasource's program there, where its address is known. */
export function grafanaChecks(grafana: Probe | undefined): Check[] {
  const asked = (): Probe => {
    if (!grafana) {
      throw new Skip('pass --grafana with its address, and --grafana-token');
    }
    return grafana;
  };
  const ofGrafana = (name: string, run: () => Promise<string>) => check('Grafana', name, run);
  const datasource = async (): Promise<string> => {
    const all = (await jsonOf(asked()('/api/datasources'))) as unknown as DatasourceListed[];
    const found = Array.isArray(all) ? all.find(({ type }) => type === DATASOURCE) : undefined;
    expectThat(found !== undefined, `no datasource of the type ${DATASOURCE}`);
    return (found as DatasourceListed).uid;
  };
  const atDatasource = async (path: string) =>
    asked()(`/api/datasources/uid/${encodeURIComponent(await datasource())}/${path}`);
  return [
    ofGrafana('health', async () => `version ${String((await jsonOf(asked()('/api/health')))['version'])}`),
    ofGrafana('app', async () => {
      const { enabled } = await jsonOf(asked()(`/api/plugins/${APP}/settings`));
      expectThat(enabled === true, 'is not enabled');
      return 'enabled';
    }),
    ofGrafana('datasource', datasource),
    ofGrafana('datasource reaches the proxy', async () => {
      const { status, message } = await jsonOf(atDatasource('health'));
      expectThat(status === 'OK', String(message));
      return String(message).slice(0, 60);
    }),
    ...RESOURCES.map((name) =>
      ofGrafana(`datasource lists ${name}`, async () => entries(await jsonOf(atDatasource(`resources/${name}`))))
    ),
    ofGrafana('datasource exports', async () => {
      const parameters = new URLSearchParams({ format: 'csv', query: SMALL_QUESTION });
      const { status, headers } = await atDatasource(`resources/export?${parameters}`);
      expectThat(status === 200, `answered ${status}: is the plugin’s program older than the proxy?`);
      const type = headers.get('content-type') ?? '';
      expectThat(type.startsWith('text/csv'), `answered ${type}`);
      return type;
    }),
  ];
}
