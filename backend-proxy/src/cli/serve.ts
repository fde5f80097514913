import type { Command } from 'commander';
import type { Flags } from '../config/config';
import { tell } from './output';

/** `serve`: the proxy itself, in this process. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('start the proxy, with its embedded engine unless CLICKHOUSE_URL is set; Ctrl-C stops it')
    .option('--host <host>', 'address to listen on (default: $FAWKES_HOST, or 127.0.0.1)')
    .option('--port <port>', 'port to listen on, 0 for a free one (default: $FAWKES_PORT, or 8787)')
    .option('--data-dir <directory>', 'where everything is kept (default: $FAWKES_DATA_DIR, or ./data)')
    .action(async (flags: Flags) => {
      // Loaded here, so that the other commands do not wait for a server they do not need.
      const { main } = await import('../main');
      process.exit(await main(flags, tell));
    });
}
