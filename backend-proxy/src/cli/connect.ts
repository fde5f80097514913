import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { adminTokenFile } from '../catalog/admin-token';
import { ConfigError, loadConfig, type Config } from '../config/config';
import { addressOf } from '../serve/address';
import { clientOf, type Client } from './client';
import { CliError } from './cli-error';

/** How the commands find the running proxy and prove who they are. */
export interface ConnectionOptions {
  url?: string;
  token?: string;
  dataDir?: string;
}

/** Adds the options that every command has which talks to the running proxy. */
export function withConnection(command: Command): Command {
  return command
    .option('--url <url>', 'address of the running proxy (default: http://127.0.0.1:$FAWKES_PORT)')
    .option('--token <token>', 'token to use (default: $FAWKES_ADMIN_TOKEN, or the file admin-token)')
    .option('--data-dir <directory>', 'where the file admin-token is (default: $FAWKES_DATA_DIR, or ./data)');
}

/** The running proxy, without a token. */
export function connectOpenly(options: ConnectionOptions): Client {
  return clientOf(urlOf(options, configOf(options)), undefined);
}

/** The running proxy, with the token given, or with that of the installation. */
export async function connect(options: ConnectionOptions): Promise<Client> {
  const { url, token } = await whereAndWho(options);
  return clientOf(url, token);
}

/** Where the running proxy is, and the token to ask it with. */
export async function whereAndWho(options: ConnectionOptions): Promise<{ url: string; token: string }> {
  const config = configOf(options);
  const token = options.token ?? config.adminToken ?? (await installationToken(config.dataDir));
  return { url: urlOf(options, config), token };
}

function configOf({ dataDir }: ConnectionOptions): Config {
  try {
    return loadConfig(process.env, { dataDir });
  } catch (error) {
    throw error instanceof ConfigError ? new CliError(error.message, 2) : error;
  }
}

function urlOf({ url }: ConnectionOptions, { host, port }: Config): string {
  if (url !== undefined && !/^https?:\/\//.test(url)) {
    throw new CliError(`--url ${url}: expected an address that begins with http:// or https://.`, 2);
  }
  return url ?? addressOf(host, port);
}

async function installationToken(dataDir: string): Promise<string> {
  const file = adminTokenFile(dataDir);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CliError(
      missing
        ? `There is no ${file}; the first start of the proxy writes it. Say where its data are with --data-dir, or pass --token.`
        : `${file} cannot be read; it is readable by the user only who runs the proxy. Pass --token instead.`
    );
  }
}
