import { rules, type Rule } from '../alerting/rules';
import { whyNoGrafana, type TestGrafana } from './fixtures/grafana';
import { expect, test } from './fixtures/test';

test.skip(whyNoGrafana() !== undefined, whyNoGrafana());

/** A rule's state as Grafana tells it. */
interface RuleState {
  name: string;
  state: string;
  health: string;
}

/** Calls Grafana's API as its admin. */
async function call<Body>({ address }: TestGrafana, method: string, path: string, body?: object): Promise<Body> {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  return (await response.json()) as Body;
}

/** Has Grafana evaluate the rules of the product every 10 seconds, over a data source and perhaps a site of it, in a folder of their own. */
async function watch(grafana: TestGrafana, group: string, datasource: string, site?: string): Promise<void> {
  const watched = rules().map((rule: Rule, i) => ({
    ...rule,
    uid: `${group}-${i}`,
    for: '0s',
    isPaused: false,
    orgID: 1,
    folderUID: group,
    ruleGroup: group,
    data: rule.data.map((query) =>
      query.datasourceUid === 'fawkes-default'
        ? { ...query, datasourceUid: datasource, model: { ...query.model, ...(site === undefined ? {} : { site }) } }
        : query
    ),
  }));
  await call(grafana, 'POST', '/api/folders', { uid: group, title: group });
  const path = `/api/v1/provisioning/folder/${group}/rule-groups/${group}`;
  await call(grafana, 'PUT', path, { title: group, folderUid: group, interval: 10, rules: watched });
}

async function statesOf(grafana: TestGrafana, group: string): Promise<Record<string, [state: string, health: string]>> {
  const { data } = await call<{ data: { groups: Array<{ name: string; rules: RuleState[] }> } }>(
    grafana,
    'GET',
    '/api/prometheus/grafana/api/v1/rules'
  );
  const states = data.groups.find(({ name }) => name === group)?.rules ?? [];
  return Object.fromEntries(states.map(({ name, state, health }) => [name, [state, health]]));
}

test('the rules that come along are there, and paused', async ({ grafana }) => {
  const loaded = await call<Array<{ uid: string; isPaused: boolean }>>(
    grafana,
    'GET',
    '/api/v1/provisioning/alert-rules'
  );
  const known = rules().map(({ uid }) => [uid, true]);
  expect(loaded.filter(({ uid }) => uid.startsWith('fawkes-')).map(({ uid, isPaused }) => [uid, isPaused])).toEqual(
    expect.arrayContaining(known)
  );
});

test('over the demo all are evaluated, and the broken split fires', async ({ grafana }) => {
  await watch(grafana, 'over-demo', 'fawkes-demo');
  const quiet = ['inactive', 'ok'];
  await expect
    .poll(() => statesOf(grafana, 'over-demo'), { timeout: 60_000 })
    .toEqual({
      'Fewer active users than the week before': quiet,
      'A funnel converts too few': quiet,
      'More visits bounce than the day before': quiet,
      "An experiment's split is broken": ['firing', 'ok'],
      'No event arrives': quiet,
    });
});

test('where nothing arrives that alone fires, until something does', async ({ grafana, fawkes }) => {
  await fawkes.call('POST', '/api/v1/sites', { domain: 'quiet.example' });
  await watch(grafana, 'over-default', 'fawkes-default', 'quiet.example');
  const firing = async () =>
    Object.entries(await statesOf(grafana, 'over-default')).flatMap(([name, [state, health]]) =>
      state === 'firing' ? [`${name} (${health})`] : []
    );
  await expect.poll(firing, { timeout: 60_000 }).toEqual(['No event arrives (ok)']);
  const event = { site: 'quiet.example', name: 'pageview', url: 'https://quiet.example/', user_id: 'ana' };
  await fawkes.call('POST', '/api/v1/events', { events: [event] });
  await expect.poll(firing, { timeout: 60_000 }).toEqual([]);
});
