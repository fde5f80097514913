import { doubledViewsSchema, type DoubledViews } from '@fawkes/contract';
import { Option, type Command } from 'commander';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { CliError } from './cli-error';
import { Refused, type Client } from './client';
import { print, printTable } from './output';

interface SiteOptions extends ConnectionOptions {
  workspace: string;
}

interface AddOptions extends SiteOptions {
  doubled?: DoubledViews;
}

interface RemoveOptions extends SiteOptions {
  force?: boolean;
}

interface Site {
  domain: string;
  version: number;
  updated_at: string;
  updated_by: string;
}

/** `site add | list | remove`. */
export function addSites(program: Command): void {
  const site = program.command('site').description('add, list and remove the sites whose events a workspace takes');
  withConnection(site.command('add'))
    .description('take the events of a site into a workspace; a domain belongs to one workspace of the installation')
    .argument('<domain>', 'its domain, such as docs.example')
    .option('--workspace <workspace>', 'workspace the site belongs to', 'default')
    .addOption(
      new Option('--doubled <what>', 'a second page view of the same visitor and URL within a second').choices(
        doubledViewsSchema.options
      )
    )
    .action(async (domain: string, options: AddOptions) => {
      const { workspace, doubled } = options;
      const client = await connect(options);
      const added = await client.ask<Site>('/api/v1/sites', { method: 'POST', body: { domain, doubled }, workspace });
      print(added.domain);
    });
  withConnection(site.command('list'))
    .description('list the sites of a workspace')
    .option('--workspace <workspace>', 'workspace whose sites to list', 'default')
    .action(async (options: SiteOptions) => {
      const { workspace } = options;
      const { sites } = await (await connect(options)).ask<{ sites: Site[] }>('/api/v1/sites', { workspace });
      printTable(
        ['DOMAIN', 'UPDATED', 'BY'],
        sites.map(({ domain, updated_at, updated_by }) => [domain, updated_at, updated_by])
      );
    });
  withConnection(site.command('remove'))
    .description('drop what the trackers of a site send from now on; events that are stored stay')
    .argument('<domain>', 'its domain, such as docs.example')
    .option('--workspace <workspace>', 'workspace the site belongs to', 'default')
    .option('--force', 'also where events of it are stored')
    .action(async (domain: string, options: RemoveOptions) => remove(await connect(options), domain, options));
}

async function remove(client: Client, domain: string, { workspace, force = false }: RemoveOptions): Promise<void> {
  const path = `/api/v1/sites/${encodeURIComponent(domain)}`;
  const { version } = await client.ask<Site>(path, { workspace });
  try {
    await client.ask(`${path}?version=${version}&force=${force}`, { method: 'DELETE', workspace });
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 'site_has_events') {
      throw new CliError(error.problem.detail.replace('force=true', '--force'));
    }
    throw error;
  }
}
