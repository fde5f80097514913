import type { Logger } from 'pino';
import { ConfigError, loadConfig, type Config, type Flags } from './config/config';
import { createLogger } from './logging';
import { serve, type Server } from './serve';
import { listening, ready } from './serve/announcement';
import { releaseMemoryWhenIdle } from './serve/release-memory';
import { stopSignal } from './serve/signals';
import { StartError } from './serve/start-error';

const DEADLINE_MS = 10_000;

/** Exit codes: 2 tells a supervisor that starting again is of no use. */
const FAILED = 1;
const WRONG_CONFIGURATION = 2;

/** Lines for the person who started the proxy, apart from the log. */
export type Say = (lines: string[]) => void;

/** The process of the proxy, from its configuration to its last moment; resolves to the exit code. */
export async function main(flags: Flags, say: Say): Promise<number> {
  let config: Config;
  try {
    config = loadConfig(process.env, flags);
  } catch (error) {
    if (error instanceof ConfigError) {
      say(error.lines);
      return WRONG_CONFIGURATION;
    }
    throw error;
  }
  // Whatever directory is used, what is written there is for this user's eyes only.
  process.umask(0o077);
  const log = createLogger(config.logLevel);
  endOnUnforeseen(log);
  config.warnings.forEach((warning) => log.warn(warning));
  try {
    return await run(config, log, say);
  } catch (error) {
    if (error instanceof StartError) {
      say([error.message]);
      return FAILED;
    }
    throw error;
  }
}

async function run(config: Config, log: Logger, say: Say): Promise<number> {
  const stopped = stopSignal();
  const server = await serve(config, log);
  say(listening(server.address, config));
  releaseMemoryWhenIdle();
  try {
    await Promise.race([stopped, announceWhenReady(server, log, say)]);
    await stopped;
  } finally {
    log.info('stopping');
    // The engine is a child that ends with this process, so an exit leaves nothing behind, however it comes.
    setTimeout(() => {
      log.error(`not everything ended within ${DEADLINE_MS / 1000} seconds; the process ends without it`);
      process.exit(FAILED);
    }, DEADLINE_MS).unref();
    await server.stop();
    log.info('stopped');
  }
  return 0;
}

async function announceWhenReady(server: Server, log: Logger, say: Say): Promise<void> {
  await server.ready;
  log.info('ready');
  say(ready(server.address, await server.pageToken(), await server.anonymousRead()));
}

/** After an error that nobody expected nothing in this process can be trusted: a supervisor starts a new one. */
function endOnUnforeseen(log: Logger): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'unforeseen error');
    process.exit(FAILED);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  // A terminal or parent that is gone reads no more; that is no reason to leave events unstored.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}
