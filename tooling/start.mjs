// `npm start`: sets up by itself, starts the proxy with its embedded engine, and Grafana where one is to be had.
import path from 'node:path';
import { THIS_MACHINE } from './lib/go.mjs';
import { connectGrafana, withoutCredentials } from './lib/grafana-elsewhere.mjs';
import { findGrafana, startGrafana } from './lib/grafana.mjs';
import { freePort, isFree } from './lib/ports.mjs';
import { readTokens, startProxy } from './lib/proxy.mjs';
import { inRoot } from './lib/root.mjs';
import { buildPlugin, installPackages, say } from './lib/setup.mjs';
import { answers } from './lib/wait.mjs';

const env = process.env;
const host = env.FAWKES_HOST || '127.0.0.1';
const port = env.FAWKES_PORT === '0' ? String(await freePort(8787)) : env.FAWKES_PORT || '8787';
const dataDir = path.resolve(inRoot(), env.FAWKES_DATA_DIR || 'data');
const address = `http://${reachable(host)}:${port}`;
const children = [];

// Once somebody asked for the end, the way in which the children go is no failure.
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    void stopAll();
  });
}

installPackages();
const found = env.GRAFANA_URL ? undefined : findOrExplain();
const machine = found?.kind === 'docker' ? `linux-${process.arch}` : THIS_MACHINE;
const built = found !== undefined && buildPlugin(machine);
const grafanaPort = await freePort(Number(env.GF_SERVER_HTTP_PORT || 3000));
const grafanaAddress = env.GRAFANA_URL
  ? withoutCredentials(env.GRAFANA_URL)
  : built && `http://127.0.0.1:${grafanaPort}`;

// What is no port at all is for the proxy to say, with all else that is wrong.
if (/^\d{1,4}$|^[1-5]\d{4}$|^6[0-4]\d{3}$/.test(port) && !(await isFree(Number(port)))) {
  console.error(`Port ${port} is in use, perhaps by another proxy. Choose another with FAWKES_PORT.`);
  process.exit(1);
}
const proxy = startProxy({
  FAWKES_DATA_DIR: dataDir,
  FAWKES_PORT: port,
  FAWKES_DEMO: env.FAWKES_DEMO || '1',
  FAWKES_ANONYMOUS_READ: env.FAWKES_ANONYMOUS_READ || (isLoopback(host) ? 'demo' : ''),
  LOG_LEVEL: env.LOG_LEVEL || 'warn',
  ...(grafanaAddress ? { GRAFANA_URL: grafanaAddress } : {}),
});
children.push(proxy);
if (await answers(`${address}/health`, proxy)) {
  await addGrafana();
}
const code = await proxy.exited;
const asked = stopping;
if (!asked) {
  stopping = true;
  say(`The proxy has stopped${code ? ` with code ${code}` : ''}: everything ends.`);
}
await stopAll();
process.exit(asked ? 0 : code);

async function addGrafana() {
  if (!env.GRAFANA_URL && !built) {
    howToAddGrafana();
    return;
  }
  const tokens = await readTokens(address, dataDir, ['default', 'demo']);
  if (env.GRAFANA_URL) {
    say(`Grafana: ${await connectGrafana(env.GRAFANA_URL, { proxy: address, tokens })}`);
    return;
  }
  const grafana = startGrafana(found, { dataDir, port: grafanaPort, proxy: address, tokens });
  children.push(grafana);
  void grafana.exited.then(
    () => stopping || say(`Grafana has stopped; ${path.join(dataDir, 'grafana', 'log')} says why`)
  );
  if (await answers(`${grafanaAddress}/api/health`, grafana)) {
    const app = `${grafanaAddress}/a/fawkes-analytics-app`;
    say(`Grafana: ${app}  (your own events; sign in as admin / admin to change things)`);
    say(`The demo in Grafana: ${app}/overview?var-ds=fawkes-demo`);
  }
}

function findOrExplain() {
  try {
    return findGrafana();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

function howToAddGrafana() {
  say(
    found
      ? "Grafana was found, but the plugin's backend needs Go 1.26.5 or newer to be built, and there is none: the proxy runs alone."
      : 'No Grafana was found: the proxy runs alone, and shows its numbers on its own page.'
  );
  say('To see them in Grafana: install Grafana 12.4 or newer and Go 1.26.5 or newer (or start Docker),');
  say('then run `GRAFANA_HOME=/path/to/grafana npm start`, or have `grafana` on the PATH.');
}

/** The host as it stands in an address of this machine. */
function reachable(name) {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[name] ?? name;
  return reached.includes(':') ? `[${reached}]` : reached;
}

function isLoopback(name) {
  return name === 'localhost' || name === '::1' || name.startsWith('127.');
}

async function stopAll() {
  await Promise.all(children.map((child) => child.stop()));
}
