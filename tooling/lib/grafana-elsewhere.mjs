const DATASOURCE = 'fawkes-analytics-datasource';
const DATASOURCES = { default: 'Fawkes Analytics', demo: 'Fawkes Analytics (demo)' };

/** The address without the user and password that may stand in it. */
export function withoutCredentials(url) {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.replace(/\/$/, '');
}

/**
 * Gives a running Grafana the two datasources, by its HTTP API. `url` holds user and password of an administrator.
 * @returns {Promise<string>} what was done, or what must be done first, in words
 */
export async function connectGrafana(url, { proxy, tokens }) {
  const call = caller(url);
  const plugin = await call('GET', `/api/plugins/${DATASOURCE}/settings`);
  if (plugin.status === 401) {
    return 'it wants an administrator: GRAFANA_URL=http://user:password@host:port';
  }
  if (!plugin.ok) {
    return `its plugin is missing: copy dist/ into its plugins folder as fawkes-analytics-app, allow it unsigned, restart it`;
  }
  for (const [workspace, name] of Object.entries(DATASOURCES)) {
    await put(call, {
      name,
      uid: `fawkes-${workspace}`,
      type: DATASOURCE,
      access: 'proxy',
      jsonData: { address: proxy },
      secureJsonData: { token: tokens[workspace] },
    });
  }
  return `${withoutCredentials(url)}/a/fawkes-analytics-app`;
}

async function put(call, datasource) {
  const known = await call('GET', `/api/datasources/uid/${datasource.uid}`);
  const saved = known.ok
    ? await call('PUT', `/api/datasources/uid/${datasource.uid}`, datasource)
    : await call('POST', '/api/datasources', datasource);
  if (!saved.ok) {
    throw new Error(`Grafana did not take the datasource ${datasource.name}: ${await saved.text()}`);
  }
}

function caller(url) {
  const { username, password } = new URL(url);
  const authorization = `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`;
  return (method, path, body) =>
    fetch(`${withoutCredentials(url)}${path}`, {
      method,
      headers: { ...(username ? { authorization } : {}), 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
}
