import type { Command } from 'commander';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { print } from './output';

/** `workspace create | list`. */
export function addWorkspaces(program: Command): void {
  const workspace = program.command('workspace').description('create and list the workspaces of the installation');
  withConnection(workspace.command('create'))
    .description('create a workspace, with the default features and funnels')
    .argument('<name>', 'lower-case letters, digits, - and _')
    .action(async (name: string, options: ConnectionOptions) => {
      await (await connect(options)).ask('/api/v1/workspaces', { method: 'POST', body: { name } });
      print(name);
    });
  withConnection(workspace.command('list'))
    .description('list the workspaces, one a line')
    .action(async (options: ConnectionOptions) => {
      const client = await connect(options);
      const { workspaces } = await client.ask<{ workspaces: string[] }>('/api/v1/workspaces');
      workspaces.forEach(print);
    });
}
