import { type Check, expectThat, Skip } from './check';
import { jsonOf, type Probe } from './probe';

const APP = 'fawkes-analytics-app';
const DATASOURCE = 'fawkes-analytics-datasource';

interface DatasourceListed {
  uid: string;
  type: string;
}

/** Checks of Grafana's provisioning, where its address is known. */
export function grafanaChecks(grafana: Probe | undefined): Check[] {
  const asked = (): Probe => {
    if (!grafana) {
      throw new Skip('pass --grafana with its address, and --grafana-token');
    }
    return grafana;
  };
  const datasource = async (): Promise<DatasourceListed> => {
    const all = (await jsonOf(asked()('/api/datasources'))) as unknown as DatasourceListed[];
    const found = all.find(({ type }) => type === DATASOURCE);
    expectThat(found !== undefined, `no datasource of the type ${DATASOURCE}`);
    return found as DatasourceListed;
  };
  return [
    {
      group: 'Grafana',
      name: 'health',
      run: async () => `version ${String((await jsonOf(asked()('/api/health')))['version'])}`,
    },
    {
      group: 'Grafana',
      name: 'app',
      async run() {
        const { enabled } = await jsonOf(asked()(`/api/plugins/${APP}/settings`));
        expectThat(enabled === true, 'is not enabled');
        return 'enabled';
      },
    },
    { group: 'Grafana', name: 'datasource', run: async () => (await datasource()).uid },
    {
      group: 'Grafana',
      name: 'datasource reaches the proxy',
      async run() {
        const { uid } = await datasource();
        const { status, message } = await jsonOf(asked()(`/api/datasources/uid/${encodeURIComponent(uid)}/health`));
        expectThat(status === 'OK', String(message));
        return String(message).slice(0, 60);
      },
    },
  ];
}
