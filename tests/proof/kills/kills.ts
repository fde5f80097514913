import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendants, engineOf, lives, startProxy, type ProxyProcess } from '../../../backend-proxy/test/proxy-process';
import { SITE, startSenders } from './senders';
import { readStored, type Stored } from './stored';

const VICTIMS = ['proxy', 'engine', 'both'] as const;
type Victim = (typeof VICTIMS)[number];

export interface KillOptions {
  kills: number;
  clients: number;
  /** The longest time between being whole again and the next kill. */
  longestPauseMs: number;
  /** Which victim and after what time, each a number in [0, 1). */
  random(): number;
  say?(line: string): void;
}

export interface KillFigures extends Stored {
  killed: Record<Victim, number>;
  acknowledged: number;
}

/**
 * Kills the proxy, its engine or both at random moments, again and again, while clients send events, and tells what was
 * acknowledged and what is stored in the end.
 */
export async function killAgainAndAgain(options: KillOptions): Promise<KillFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fawkes-kills-'));
  let proxy: ProxyProcess | undefined = await whole(dataDir);
  await proxy.ask('/api/v1/sites', { body: { domain: SITE } });
  const senders = startSenders(options.clients, () => proxy);
  const killed = { proxy: 0, engine: 0, both: 0 };
  try {
    for (let kill = 0; kill < options.kills; kill++) {
      await sleep(options.random() * options.longestPauseMs);
      const victim = VICTIMS[Math.floor(options.random() * VICTIMS.length)] as Victim;
      await strike(proxy, victim);
      killed[victim] += 1;
      if (victim !== 'engine') {
        proxy = undefined;
        proxy = await whole(dataDir);
      }
      options.say?.(`kill ${kill + 1} of ${options.kills} (${victim}): ${senders.acknowledged()} events acknowledged`);
    }
    await proxy.ready();
    await senders.finish();
    await proxy.end();
    return { killed, acknowledged: senders.acknowledged(), ...(await readStored(dataDir)) };
  } finally {
    await proxy?.end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function whole(dataDir: string): Promise<ProxyProcess> {
  const proxy = await startProxy(dataDir, { LOG_LEVEL: 'fatal' });
  await proxy.ready();
  return proxy;
}

async function strike(proxy: ProxyProcess, victim: Victim): Promise<void> {
  const below = descendants(proxy.pid);
  if (victim !== 'proxy') {
    process.kill(await engineWhenThereIsOne(proxy), 'SIGKILL');
  }
  if (victim !== 'engine') {
    await proxy.end('SIGKILL');
    // What the killed process started ends by itself.
    while (below.some(lives)) {
      await sleep(20);
    }
  }
}

/** A kill before this one may have left the proxy without an engine for a moment. */
async function engineWhenThereIsOne(proxy: ProxyProcess): Promise<number> {
  for (;;) {
    try {
      return engineOf(proxy);
    } catch {
      await sleep(20);
    }
  }
}
