import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, startProxy } from '../../test/proxy-process';
import { openCatalog } from '../catalog';
import { loadConfig } from '../config/config';
import { openCatalogOrExplain } from './catalog';
import { serve } from './index';

let directory: string;
beforeAll(() => void (directory = mkdtempSync(join(tmpdir(), 'fawkes-errors-'))));
afterAll(() => rmSync(directory, { recursive: true }));

const starting = (flags: Parameters<typeof loadConfig>[1]) => serve(loadConfig({}, flags), pino({ level: 'silent' }));

describe('a start that cannot be', () => {
  it('names a data directory that cannot be written', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    await expect(starting({ dataDir: join(file, 'data') })).rejects.toThrow(
      /^The data directory .*file\/data cannot be written: .*Choose another with FAWKES_DATA_DIR or --data-dir\.$/
    );
  });

  it('says so at once of a directory in which the system makes none', async () => {
    const { code, stderr } = await runCommand(['serve', '--port', '0', '--data-dir', '/proc/none/data'], {
      LOG_LEVEL: 'silent',
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^The data directory \/proc\/none\/data cannot be written: [^\n]*\n$/),
    });
  });

  it('names the port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const port = String((other.address() as AddressInfo).port);
    await expect(starting({ port, dataDir: join(directory, 'port') })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use, perhaps by another proxy. Choose another with FAWKES_PORT or --port; 0 takes a free one.`
    );
    other.close();
  });

  it('says that the catalog is damaged', async () => {
    writeFileSync(join(directory, 'catalog.sqlite'), 'This is no database, whatever its name is.');
    await expect(starting({ dataDir: directory, port: '0' })).rejects.toThrow(
      /^The catalog .*catalog\.sqlite is damaged: put a copy of it back/
    );
  });

  it('says that the directory of the catalog is missing', async () => {
    const url = `sqlite:${join(directory, 'missing', 'x.sqlite')}`;
    await expect(openCatalogOrExplain({ catalogUrl: url, demo: false })).rejects.toThrow(
      /^The catalog .*x\.sqlite cannot be opened: its directory must exist, .* Choose another with CATALOG_URL\.$/
    );
  });

  it.each([
    ['is not there', 'missing.mmdb', /^FAWKES_GEOIP: \S+missing\.mmdb cannot be used: ENOENT/],
    ['is none', 'admin-token', /^FAWKES_GEOIP: \S+admin-token cannot be used: [^\n]+$/],
  ])('says that the database of places %s', async (_, file, message) => {
    const dataDir = join(directory, 'places');
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'admin-token'), 'no database');
    const config = loadConfig({ FAWKES_GEOIP: join(dataDir, file) }, { dataDir, port: '0' });
    await expect(serve(config, pino({ level: 'silent' }))).rejects.toThrow(message);
  });

  it('names what in the file of definitions the event store cannot read, once that is open', async () => {
    const dataDir = join(directory, 'definitions');
    mkdirSync(dataDir);
    const file = join(dataDir, 'definitions.yaml');
    writeFileSync(file, "goals: [{ name: x, match: { filter: { property: page.path, op: regex, value: '(' } } }]");
    const config = loadConfig({ FAWKES_DEFINITIONS: file }, { dataDir, port: '0' });
    const server = await serve(config, pino({ level: 'silent' }));
    await expect(server.ready).rejects.toThrow(
      /^FAWKES_DEFINITIONS \S+definitions\.yaml: goals\.0\.match\.filter\.value is no expression of RE2/
    );
    await server.stop();
  });

  it('says that a newer program wrote the catalog', async () => {
    const dataDir = join(directory, 'newer');
    mkdirSync(dataDir);
    const { catalogUrl } = loadConfig({}, { dataDir });
    await (await openCatalog(catalogUrl)).close();
    const file = new Sqlite(join(dataDir, 'catalog.sqlite'));
    file.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('999-later', '2030-01-01T00:00:00.000Z')");
    file.close();
    await expect(starting({ dataDir, port: '0' })).rejects.toThrow(
      /^The catalog \S+ was written by a newer program: start/
    );
  });
});

it('says each wrong variable on a line, and ends with exit code 2', async () => {
  const env = { FAWKES_PORT: 'http', FAWKES_DEMO: 'yes', FAWKES_PROT: '1' };
  const { code, stdout, stderr } = await runCommand(['serve', '--data-dir', join(directory, 'none')], env);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  const lines = stderr.trim().split('\n');
  expect(lines.map((line) => /^[A-Z_]+/.exec(line)?.[0]).sort()).toEqual(['FAWKES_DEMO', 'FAWKES_PORT', 'FAWKES_PROT']);
});

it('says who holds the data directory, and leaves them alone', async () => {
  const dataDir = join(directory, 'held');
  const first = await startProxy(dataDir);
  try {
    await first.ready();
    const { code, stderr } = await runCommand(['serve', '--port', '0', '--data-dir', dataDir], { LOG_LEVEL: 'silent' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toContain(`${dataDir} is in use by process ${first.pid} on `);
    expect((await first.health()).status).toBe(200);
  } finally {
    await first.end();
  }
});
