import type { Command } from 'commander';
import { CliError } from '../cli-error';
import { whereAndWho, withConnection, type ConnectionOptions } from '../connect';
import { print, printTable } from '../output';
import { runAll, type Result } from './check';
import { earlierChecks } from './earlier-checks';
import { grafanaChecks } from './grafana-checks';
import { metricChecks } from './metric-checks';
import { probeOf } from './probe';
import { doorChecks } from './proxy-checks';

interface CheckOptions extends ConnectionOptions {
  workspace?: string;
  json?: boolean;
  metricsToken?: string;
  grafana?: string;
  grafanaToken?: string;
}

/** `check`. */
export function addCheck(program: Command): void {
  withConnection(program.command('check'))
    .description('look whether a deployment does all that it should; exit code 1 where something fails')
    .option('--workspace <workspace>', 'workspace to ask in (default: the token’s)')
    .option('--json', 'print the results as JSON')
    .option('--metrics-token <token>', 'token of FAWKES_METRICS_TOKEN')
    .option('--grafana <url>', 'address of a Grafana whose provisioning to check')
    .option('--grafana-token <token>', 'token of a service account there')
    .action(async (options: CheckOptions) => {
      const results = await check(options);
      const count = (status: Result['status']) => results.filter((result) => result.status === status).length;
      const [ok, failed, skipped] = [count('ok'), count('failed'), count('skipped')];
      if (options.json) {
        print(JSON.stringify({ ok, failed, skipped, checks: results }, undefined, 2));
      } else {
        printTable(
          ['', 'GROUP', 'CHECK', 'FOUND'],
          results.map(({ status, group, name, found }) => [status, group, name, found.replace(/\s+/g, ' ')])
        );
        print(`${ok} ok, ${failed} failed, ${skipped} skipped`);
      }
      if (failed > 0) {
        throw new CliError(`${failed} of ${results.length} checks failed.`);
      }
    });
}

async function check(options: CheckOptions): Promise<Result[]> {
  const { url, token } = await whereAndWho(options);
  const probe = probeOf(url, token, options.workspace);
  const grafana = options.grafana === undefined ? undefined : probeOf(options.grafana, options.grafanaToken, undefined);
  return runAll([
    ...doorChecks(probe),
    ...(await earlierChecks(probe)),
    ...metricChecks(probe, options.metricsToken),
    ...grafanaChecks(grafana),
  ]);
}
