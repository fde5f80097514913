import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { makeDirectory } from '../make-directory';
import type { BackupPlan, Manifest } from '@fawkes/contract';
import type { Command } from 'commander';
import { VERSION } from '../version';
import { CATALOG, MANIFEST, PATIENCE_MS, writeFile } from './backup-files';
import type { Client } from './client';
import { CliError } from './cli-error';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { Progress } from './import/progress';
import { print } from './output';

interface BackupOptions extends ConnectionOptions {
  workspace?: string;
}

/** `backup`: all that the installation keeps, into a directory. */
export function addBackup(program: Command): void {
  withConnection(program.command('backup'))
    .description(
      'write all that was received up to now into a new directory: events as Parquet, the catalog as lines of JSON, and sums of all'
    )
    .argument('<directory>', 'where to; it is made, or must be empty')
    .option('--workspace <workspace>', 'take this workspace alone')
    .action(async (directory: string, options: BackupOptions) => {
      await prepare(directory);
      const manifest = await backUp(await connect(options), directory, options.workspace);
      print(
        `${manifest.events.toLocaleString('en')} events in ${manifest.files.length} files, as of ${manifest.taken}: ${directory}`
      );
    });
}

async function prepare(directory: string): Promise<void> {
  try {
    await makeDirectory(resolve(directory));
    if ((await readdir(directory)).length === 0) {
      return;
    }
  } catch (error) {
    throw new CliError(`${directory} cannot be used: ${(error as Error).message}.`);
  }
  throw new CliError(`${directory} is not empty: a backup goes into a directory of its own.`);
}

async function backUp(client: Client, directory: string, workspace: string | undefined): Promise<Manifest> {
  const only: Record<string, string> = workspace === undefined ? {} : { workspace };
  const plan = await client.ask<BackupPlan>(`/api/v1/backup?${query(only)}`, { patienceMs: PATIENCE_MS });
  const progress = new Progress('backup', plan.files.length);
  const files: Manifest['files'] = [];
  const take = async (name: string, path: string) => {
    const content = await client.stream(path, { patienceMs: PATIENCE_MS });
    files.push(await writeFile(directory, name, whole(name, content)));
    progress.at(files.length);
  };
  await take(CATALOG, `/api/v1/backup/catalog?${query(only)}`);
  for (const name of plan.files) {
    await take(name, `/api/v1/backup/files/${name}?${query({ until: String(plan.until), ...only })}`);
  }
  const manifest: Manifest = {
    format: 'fawkes-analytics-backup',
    version: 1,
    id: randomUUID(),
    program: VERSION,
    taken: new Date(plan.until).toISOString(),
    workspace: plan.workspace,
    events: plan.events,
    files,
  };
  // The last: a directory without it is no backup.
  await writeFile(
    directory,
    MANIFEST,
    (async function* () {
      yield Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    })()
  );
  progress.clear();
  return manifest;
}

function query(parameters: Record<string, string>): string {
  return new URLSearchParams(parameters).toString();
}

const PARQUET_END = 'PAR1';

/** A file whose sender failed half-way has no end. */
async function* whole(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let end = Buffer.alloc(0);
  try {
    for await (const piece of content) {
      end = Buffer.from(Buffer.concat([end, piece]).subarray(-PARQUET_END.length));
      yield piece;
    }
  } catch (error) {
    throw new CliError(`The proxy did not send all of ${name} (${(error as Error).message}): begin the backup anew.`);
  }
  if (name.endsWith('.parquet') && end.toString('latin1') !== PARQUET_END) {
    throw new CliError(`The proxy did not send all of ${name}: its log says why. Begin the backup anew.`);
  }
}
