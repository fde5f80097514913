import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogIntegrity } from '../../../backend-proxy/test/catalog-integrity';
import { engineOf, startProxy, type ProxyProcess } from '../../../backend-proxy/test/proxy-process';
import { SITE, startSenders } from '../kills/senders';
import { readStored, type Stored } from '../kills/stored';
import { mountSmallDisk, type SmallDisk } from './small-disk';

export interface DiskOptions {
  megabytes: number;
  clients: number;
  /** How long the disk stays full. */
  fullMs: number;
}

export interface DiskFigures extends Stored {
  acknowledged: number;
  /** Status and Retry-After of an event that was sent to the full disk. */
  refused: { status: number; retryAfter: string | null };
  /** Status of a definition that was made while the disk was full. */
  catalogRefused: number;
  /** Questions that were asked while the disk was full, and how many of them were answered. */
  asked: number;
  answered: number;
  /** The engine was started again, as it is where the full disk broke a part. */
  engineRestarted: boolean;
  /** From freeing space to the next acknowledgement. */
  recoveredMs: number;
  catalog: string;
}

/** Fills the disk under a proxy that takes events, frees it again, and tells what happened; undefined without root. */
export async function fillTheDisk({ megabytes, clients, fullMs }: DiskOptions): Promise<DiskFigures | undefined> {
  const disk = await mountSmallDisk(megabytes);
  if (disk === undefined) {
    return undefined;
  }
  const dataDir = join(disk.directory, 'data');
  let proxy: ProxyProcess | undefined;
  try {
    proxy = await startProxy(dataDir, { LOG_LEVEL: 'fatal' });
    await proxy.ready();
    await proxy.ask('/api/v1/sites', { body: { domain: SITE } });
    const senders = startSenders(clients, () => proxy);
    await until(() => senders.acknowledged() > 100);
    const figures = await whileFull(proxy, disk, dataDir, fullMs);
    await senders.finish();
    await proxy.end();
    const acknowledged = senders.acknowledged();
    return { ...figures, acknowledged, ...(await readStored(dataDir)), catalog: catalogIntegrity(dataDir) };
  } finally {
    await proxy?.end('SIGKILL');
    await disk.remove();
  }
}

type WhileFull = Omit<DiskFigures, 'acknowledged' | 'catalog' | keyof Stored>;

async function whileFull(proxy: ProxyProcess, disk: SmallDisk, dataDir: string, fullMs: number): Promise<WhileFull> {
  const engine = engineOf(proxy);
  await disk.leave(0);
  let refused = await sendOne(proxy, dataDir);
  await until(async () => (refused = await sendOne(proxy, dataDir)).status !== 202);
  const catalogRefused = await refusalOfCatalog(proxy, disk);
  const [asked, answered] = await askFor(proxy, fullMs);
  await disk.free();
  const freed = performance.now();
  await until(async () => (await sendOne(proxy, dataDir)).status === 202);
  const recoveredMs = Math.round(performance.now() - freed);
  return { refused, catalogRefused, asked, answered, recoveredMs, engineRestarted: engineOf(proxy) !== engine };
}

/** What a change of the catalog is answered. The engine gives some space back now and then, so the disk is filled up again. */
async function refusalOfCatalog(proxy: ProxyProcess, disk: SmallDisk): Promise<number> {
  let answered = 0;
  let tried = 0;
  await until(async () => {
    await disk.leave(0);
    answered = (await proxy.ask('/api/v1/sites', { body: { domain: `blog${tried++}.example` } })).status;
    return answered !== 201;
  });
  return answered;
}

let probes = 0;

/** Sends an event that has no number, so that it is not counted with those of the senders. */
async function sendOne({ address }: ProxyProcess, dataDir: string) {
  const token = readFileSync(join(dataDir, 'admin-token'), 'utf8').trim();
  const response = await fetch(`${address}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-workspace': 'default', 'content-type': 'application/json' },
    body: JSON.stringify({ events: [{ id: `probe ${probes++}`, name: 'pageview', site: SITE }] }),
  });
  return { status: response.status, retryAfter: response.headers.get('retry-after') };
}

/** Asks questions for a while: how many, and how many were answered. */
async function askFor(proxy: ProxyProcess, ms: number): Promise<[asked: number, answered: number]> {
  let [asked, answered] = [0, 0];
  for (const deadline = Date.now() + ms; Date.now() < deadline; await sleep(50)) {
    asked += 1;
    answered += await proxy.total('events').then(
      () => 1,
      () => 0
    );
  }
  return [asked, answered];
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await holds()); await sleep(50)) {
    if (Date.now() > deadline) {
      throw new Error('waited for a minute in vain');
    }
  }
}
