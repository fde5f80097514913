import type { Command } from 'commander';
import type { HealthAnswer } from '@fawkes/contract';
import { connectOpenly, withConnection, type ConnectionOptions } from './connect';
import { print } from './output';

/** `health`: exit code 0 where all parts of the running proxy are ready, else 1. */
export function addHealth(program: Command): void {
  withConnection(program.command('health'))
    .description('say how the running proxy is; exit code 0 where all its parts are ready')
    .action(async (options: ConnectionOptions) => {
      const health = await connectOpenly(options).ask<HealthAnswer>('/health');
      print(health.status);
      for (const part of ['engine', 'catalog', 'ingestion'] as const) {
        const { status, reason } = health[part];
        print(`${part}: ${status}${reason === undefined ? '' : ` (${reason})`}`);
      }
      process.exitCode = health.status === 'healthy' ? 0 : 1;
    });
}
