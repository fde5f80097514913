import { roleSchema, type Role } from '@fawkes/contract';
import { Option, type Command } from 'commander';
import { Refused, type Client } from './client';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { print, printTable } from './output';

interface WorkspaceOptions extends ConnectionOptions {
  workspace: string;
}

interface CreateOptions extends WorkspaceOptions {
  role: Role;
  name?: string;
}

/** `token create | list | revoke`. */
export function addTokens(program: Command): void {
  const token = program.command('token').description('make, list and revoke the tokens of a workspace');
  withConnection(token.command('create'))
    .description(
      'make a token and print it alone; it is shown only once. A workspace that does not exist yet is made too'
    )
    .requiredOption('--workspace <workspace>', 'workspace the token belongs to')
    .addOption(
      new Option('--role <role>', 'what it may do (docs/configuration.md)')
        .choices(roleSchema.options)
        .makeOptionMandatory()
    )
    .option('--name <name>', 'what it is for, shown by token list')
    .action(async (options: CreateOptions) => print(await create(await connect(options), options)));
  withConnection(token.command('list'))
    .description('list the tokens of a workspace, without their text')
    .requiredOption('--workspace <workspace>', 'workspace whose tokens to list')
    .action(async (options: WorkspaceOptions) => list(await connect(options), options));
  withConnection(token.command('revoke'))
    .description('revoke a token: it is refused from then on')
    .argument('<id>', 'its id, as token list shows it')
    .requiredOption('--workspace <workspace>', 'workspace the token belongs to')
    .action(async (id: string, options: WorkspaceOptions) => {
      const { workspace } = options;
      const path = `/api/v1/tokens/${encodeURIComponent(id)}`;
      await (await connect(options)).ask(path, { method: 'DELETE', workspace });
    });
}

async function create(client: Client, { workspace, role, name }: CreateOptions): Promise<string> {
  const ask = () =>
    client.ask<{ token: string }>('/api/v1/tokens', { method: 'POST', body: { role, name }, workspace });
  try {
    return (await ask()).token;
  } catch (error) {
    if (!(error instanceof Refused && error.problem.code === 'unknown_workspace')) {
      throw error;
    }
  }
  await client.ask('/api/v1/workspaces', { method: 'POST', body: { name: workspace } });
  return (await ask()).token;
}

async function list(client: Client, { workspace }: WorkspaceOptions): Promise<void> {
  const { tokens } = await client.ask<{ tokens: Array<Record<'id' | 'role' | 'created' | 'name', string>> }>(
    '/api/v1/tokens',
    { workspace }
  );
  printTable(
    ['ID', 'ROLE', 'CREATED', 'NAME'],
    tokens.map(({ id, role, created, name }) => [id, role, created, name])
  );
}
