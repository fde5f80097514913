import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ProxyProcess } from '../../../backend-proxy/test/proxy-process';
import type { SiteFile } from './generate';

const COMMAND = fileURLToPath(new URL('../../../backend-proxy/bin/fawkes-analytics.js', import.meta.url));

/** Columns that have the name of what they hold are found without being named. */
const PROPS = ['plan', 'button', 'note', 'amount'];
const TRAITS = ['team', 'role'];
const MAPS = [
  ...PROPS.map((name) => `props.${name}=${name}`),
  ...TRAITS.map((name) => `traits.${name}=${name}`),
].flatMap((map) => ['--map', map]);

/** Imports each file into its site, as an operator would. */
export async function importFiles(proxy: ProxyProcess, dataDir: string, files: SiteFile[]): Promise<void> {
  for (const { site, path } of files) {
    await proxy.ask('/api/v1/sites', { body: { domain: site } });
    const args = ['import', path, '--site', site, ...MAPS, '--url', proxy.address, '--data-dir', dataDir];
    const { PATH, HOME, TMPDIR } = process.env;
    await promisify(execFile)(process.execPath, [COMMAND, ...args], { env: { PATH, HOME, TMPDIR } });
  }
}
