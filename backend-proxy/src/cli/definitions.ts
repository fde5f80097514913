import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DefinitionChange } from '@fawkes/contract';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { CliError } from './cli-error';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { print, tell } from './output';

interface ApplyOptions extends ConnectionOptions {
  file: string;
  dryRun?: boolean;
}

interface Applied {
  workspaces: Array<{ workspace: string; changes: DefinitionChange[] }>;
}

const SIGNS = { create: '+', change: '~', delete: '-', adopt: '=', release: '=' };
const NOTES: Partial<Record<DefinitionChange['change'], string>> = {
  adopt: ' (from now on in this file)',
  release: ' (stays, in no file any more)',
};

/** `apply -f FILE` and `definitions export`: definitions as code. */
export function addDefinitions(program: Command): void {
  withConnection(program.command('apply'))
    .description('bring the definitions and sites to what a file says')
    .requiredOption('-f, --file <file>', 'YAML, a document for each workspace')
    .option('--dry-run', 'only show what would change')
    .action(async (options: ApplyOptions) => {
      const text = await readOrExplain(options.file);
      const query = new URLSearchParams({ file: basename(options.file), dry_run: String(options.dryRun ?? false) });
      const client = await connect(options);
      const asked = { method: 'POST', file: { content: text, type: 'application/yaml' } } as const;
      const { workspaces } = await client.ask<Applied>(`/api/v1/definitions/apply?${query}`, asked);
      workspaces.forEach(show);
      const changes = workspaces.flatMap((each) => each.changes).length;
      tell([`${changes} ${changes === 1 ? 'change' : 'changes'}${options.dryRun ? ', none made (--dry-run)' : ''}.`]);
    });

  const definitions = program.command('definitions').description('definitions as code');
  withConnection(definitions.command('export'))
    .description('print all definitions of a workspace as YAML, for `apply`')
    .option('--workspace <workspace>', 'workspace to print', 'default')
    .action(async ({ workspace, ...options }: ConnectionOptions & { workspace: string }) => {
      const all = await (await connect(options)).ask('/api/v1/definitions', { workspace });
      print(stringify(all).trimEnd());
    });
}

function show({ workspace, changes }: Applied['workspaces'][number]): void {
  for (const { kind, name, change, before, after } of changes) {
    print(`${workspace}  ${SIGNS[change]} ${kind} ${JSON.stringify(name)}${NOTES[change] ?? ''}`);
    if (change === 'change') {
      difference(before, after).forEach(print);
    }
  }
}

/** The fields that differ, as they were and as they will be. */
function difference(before: DefinitionChange['before'], after: DefinitionChange['after']): string[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].flatMap((field) => {
    const [was, is] = [JSON.stringify(before?.[field]), JSON.stringify(after?.[field])];
    const line = (sign: string, value: string | undefined) =>
      value === undefined ? [] : [`    ${sign} ${field}: ${value}`];
    return was === is ? [] : [...line('-', was), ...line('+', is)];
  });
}

async function readOrExplain(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${(error as Error).message}.`, 2);
  }
}
