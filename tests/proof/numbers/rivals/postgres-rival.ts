import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DuckDb } from './duckdb-rival';
import { type Psql, psql } from './psql';
import type { Rival } from './rival';

const LOAD = readFileSync(new URL('load.postgres.sql', import.meta.url), 'utf8');
/** Where Debian keeps it; elsewhere it is on the path. */
const DEBIAN = '/usr/lib/postgresql/15/bin';
const bin = (program: string) => (existsSync(join(DEBIAN, program)) ? join(DEBIAN, program) : program);

/** Two processes work on a question, as two threads do elsewhere; the memory is that of a small server. */
const SETTINGS = {
  work_mem: '512MB',
  hash_mem_multiplier: '2',
  maintenance_work_mem: '1GB',
  effective_cache_size: '6GB',
  random_page_cost: '1.1',
  max_parallel_workers_per_gather: '1',
  max_wal_size: '8GB',
  listen_addresses: '',
  timezone: 'UTC',
};

/** Whether there is a PostgreSQL that can be started here. */
export function hasPostgres(): boolean {
  try {
    execFileSync(bin('postgres'), ['--version']);
    owner();
    return true;
  } catch {
    return false;
  }
}

interface Cluster {
  /** The events of this database are loaded into it. */
  source?: DuckDb | undefined;
  sharedBuffers?: string;
}

/** PostgreSQL in a directory of its own, whose cluster stays there. */
export async function openPostgres(
  directory: string,
  { source, sharedBuffers = '128MB' }: Cluster = {}
): Promise<Rival> {
  const data = join(directory, 'cluster');
  const as = owner();
  if (!existsSync(data)) {
    mkdirSync(directory, { recursive: true });
    if (as.uid !== undefined) {
      chownSync(directory, as.uid, as.gid);
    }
    execFileSync(bin('initdb'), ['-D', data, '-U', 'postgres', '--locale=C', '--encoding=UTF8', '--no-sync'], as);
  }
  const settings = Object.entries({ ...SETTINGS, shared_buffers: sharedBuffers, unix_socket_directories: directory });
  const args = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(bin('postgres'), ['-D', data, ...args], { stdio: 'ignore', ...as });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  process.once('exit', () => server.kill('SIGINT'));
  const socket = ['-h', directory, '-U', 'postgres'];
  while (spawnSync(bin('pg_isready'), [...socket, '-q']).status !== 0) {
    await Promise.race([sleep(100), ended.then(() => Promise.reject(new Error('PostgreSQL did not start')))]);
  }
  const client = psql(spawn(bin('psql'), ['-XAtq', ...socket]));
  if (source) {
    await load(client, source, directory);
  }
  return {
    name: 'postgres',
    rows: (statement) => client.rows(statement),
    async close() {
      client.end();
      server.kill('SIGINT');
      await ended;
    },
  };
}

async function load(client: Psql, source: DuckDb, directory: string): Promise<void> {
  const [tables, indexes] = LOAD.split('-- The rows come here.\n') as [string, string];
  await client.script(tables);
  const rows = { person: 'person', first_seen: 'first_seen', events: 'events ORDER BY time' };
  for (const [table, from] of Object.entries(rows)) {
    const file = join(directory, `${table}.csv`);
    await source.writeCsv(`SELECT * FROM ${from}`, file);
    await client.script(`\\copy ${table} FROM '${file}' CSV`);
    rmSync(file);
  }
  await client.script(indexes);
}

type Owner = { uid: number; gid: number } | { uid?: undefined };

/** PostgreSQL refuses to run as root: then as the user that its package makes. */
function owner(): Owner {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
