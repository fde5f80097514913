import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestSchema, type Manifest, type RestoreState } from '@fawkes/contract';
import type { Command } from 'commander';
import { CATALOG, faultOf, MANIFEST, PATIENCE_MS } from './backup-files';
import type { Asked, Client } from './client';
import { CliError } from './cli-error';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { Progress } from './import/progress';
import { print, tell } from './output';

/** `restore`: a backup into a new installation, on the embedded engine or a server. */
export function addRestore(program: Command): void {
  withConnection(program.command('restore'))
    .description(
      'put a backup into the running proxy, which must be new; safe to run again after an interruption. All files are checked before anything is written'
    )
    .argument('<directory>', 'where the backup is')
    .action(async (directory: string, options: ConnectionOptions) => {
      const manifest = await readManifest(directory);
      await check(directory, manifest);
      await restore(await connect(options), directory, manifest);
    });
}

async function readManifest(directory: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(directory, MANIFEST), 'utf8');
  } catch {
    throw new CliError(`${directory} has no ${MANIFEST}: it is no backup, or one that was not finished.`);
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    throw new CliError(`${join(directory, MANIFEST)} cannot be read: it is of a newer program, or damaged.`);
  }
}

async function check(directory: string, { files }: Manifest): Promise<void> {
  const progress = new Progress('checking', files.length);
  for (const [i, file] of files.entries()) {
    const fault = await faultOf(directory, file);
    if (fault !== undefined) {
      progress.clear();
      throw new CliError(`${join(directory, file.name)} ${fault}. Nothing was restored.`);
    }
    progress.at(i + 1);
  }
  progress.clear();
}

async function restore(client: Client, directory: string, { id, files, events }: Manifest): Promise<void> {
  const begin = () => client.ask<RestoreState>('/api/v1/restore', { method: 'POST', body: { backup: id } });
  const { restored } = await begin();
  const open = files.filter(({ name }) => !restored.includes(name));
  const progress = new Progress('restoring', open.length);
  for (const [i, { name }] of open.entries()) {
    const content = createReadStream(join(directory, name));
    await client.ask(pathOf(id, name), { method: 'PUT', file: { content, type: typeOf(name) }, ...PATIENT });
    progress.at(i + 1);
  }
  progress.clear();
  const after = await begin();
  print(`${after.events.toLocaleString('en')} events are there; the backup has ${events.toLocaleString('en')}.`);
  if (after.events < events) {
    tell(['Fewer than the backup has: people may have been erased, or days dropped, while it was taken.']);
  }
}

const PATIENT: Pick<Asked, 'patienceMs'> = { patienceMs: PATIENCE_MS };

function pathOf(id: string, name: string): string {
  return `/api/v1/restore/${id}/${name === CATALOG ? 'catalog' : `files/${name}`}`;
}

function typeOf(name: string): string {
  return name === CATALOG ? 'application/x-ndjson' : 'application/vnd.apache.parquet';
}
