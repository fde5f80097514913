import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { startChild } from './child.mjs';
import { inRoot } from './root.mjs';
import { isInstalled, outputOf } from './run.mjs';

const PLUGINS = [
  'fawkes-analytics-app',
  'fawkes-analytics-datasource',
  'fawkes-forest-panel',
  'fawkes-retention-panel',
  'fawkes-funnel-panel',
];
const COMPOSE_FILE = inRoot('tooling/grafana.compose.yaml');

/**
 * Where a Grafana is to be had: installed here, or as an image where a Docker engine answers.
 * @returns {{ kind: 'installed', binary: string, home: string | undefined } | { kind: 'docker' } | undefined}
 */
export function findGrafana(env = process.env) {
  if (env.GRAFANA_HOME) {
    const binary = path.join(env.GRAFANA_HOME, 'bin', 'grafana');
    if (!existsSync(binary)) {
      throw new Error(`GRAFANA_HOME is ${env.GRAFANA_HOME}, but there is no bin/grafana in it.`);
    }
    return { kind: 'installed', binary, home: path.resolve(env.GRAFANA_HOME) };
  }
  if (isInstalled('grafana', '-v')) {
    return { kind: 'installed', binary: 'grafana', home: homeOf(outputOf('which', ['grafana'])) };
  }
  return isInstalled('docker', 'info') ? { kind: 'docker' } : undefined;
}

/** Packages put the binary on the PATH and the rest elsewhere. */
function homeOf(binary) {
  const candidates = ['/usr/share/grafana', binary && path.resolve(path.dirname(binary), '..')];
  return candidates.find((folder) => folder && existsSync(path.join(folder, 'conf', 'defaults.ini')));
}

/** Starts a Grafana that shows the app and its two datasources, on loopback, with nothing sent elsewhere. */
export function startGrafana(found, { dataDir, port, proxy, tokens }) {
  const env = { ...settings(port), ...connection(proxy, tokens) };
  if (found.kind === 'docker') {
    return startChild('docker', ['compose', '-f', COMPOSE_FILE, 'up', '--no-log-prefix', '--remove-orphans'], {
      env: { ...env, ...network(proxy) },
    });
  }
  const data = path.join(dataDir, 'grafana');
  const args = ['server', ...(found.home ? ['--homepath', found.home] : [])];
  return startChild(found.binary, args, {
    env: { ...env, ...paths(data) },
    cwd: found.home,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function settings(port) {
  return {
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(port),
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: PLUGINS.join(),
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    // On this machine alone: look around without signing in, change things as admin.
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    GF_USERS_HOME_PAGE: '/a/fawkes-analytics-app/overview',
    GF_LOG_MODE: 'file',
  };
}

/** What provisioning/datasources reads. */
function connection(proxy, tokens) {
  return {
    ANALYTICS_PROXY_ADDRESS: proxy,
    ANALYTICS_TOKEN_DEFAULT: tokens.default,
    ANALYTICS_TOKEN_DEMO: tokens.demo,
  };
}

/** All that Grafana writes goes into the data directory; the plugin is linked, not copied. */
function paths(data) {
  const plugins = path.join(data, 'plugins');
  const link = path.join(plugins, PLUGINS[0]);
  mkdirSync(plugins, { recursive: true });
  rmSync(link, { force: true, recursive: true });
  symlinkSync(inRoot('dist'), link, 'junction');
  return {
    GF_PATHS_DATA: data,
    GF_PATHS_LOGS: path.join(data, 'log'),
    GF_PATHS_PLUGINS: plugins,
    GF_PATHS_PROVISIONING: inRoot('provisioning'),
  };
}

/** On Linux the container shares this machine's loopback; elsewhere it runs in a machine of its own. */
function network(proxy) {
  return process.platform === 'linux'
    ? { GRAFANA_NETWORK: 'host' }
    : {
        GRAFANA_NETWORK: 'bridge',
        GF_SERVER_HTTP_ADDR: '0.0.0.0',
        ANALYTICS_PROXY_ADDRESS: proxy.replace('127.0.0.1', 'host.docker.internal'),
      };
}
