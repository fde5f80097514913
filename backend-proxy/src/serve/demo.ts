import type { EventInput } from '@fawkes/contract';
import type { Logger } from 'pino';
import { DEMO_WORKSPACE } from '../answer/answer';
import type { Catalog } from '../catalog';
import { bind, sql } from '../store/sql';
import type { Store } from '../store/store';

interface DemoParts {
  /** Of this very proxy: generated events come in by the door that everyone's come in by. */
  address: string;
  /** One of the installation's. */
  token: string;
  catalog: Catalog;
  store: Store;
  log: Logger;
}

export interface RunningDemo {
  stop(): Promise<void>;
}

/** Fills the workspace `demo`, and goes on with it where an earlier start stopped. Undefined where its sites are taken. */
export async function startDemoOf({
  address,
  token,
  catalog,
  store,
  log,
}: DemoParts): Promise<RunningDemo | undefined> {
  const { startDemo, DEMO_SITES } = await import('../demo/index');
  try {
    for (const site of DEMO_SITES) {
      await catalog.sites.add(DEMO_WORKSPACE, site);
    }
  } catch (error) {
    log.error({ err: error }, 'the demo does not start');
    return undefined;
  }
  return startDemo({
    send: (events) => post(address, token, events),
    newest: () => newestIn(store, DEMO_WORKSPACE),
    now: () => Date.now(),
    log,
  });
}

async function post(address: string, token: string, events: EventInput[]): Promise<void> {
  const response = await fetch(`${address}/api/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'x-workspace': DEMO_WORKSPACE,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ events }),
  });
  if (!response.ok) {
    throw new Error(`the proxy answered generated events with ${response.status}: ${await response.text()}`);
  }
  await response.body?.cancel();
}

/** When the newest event of a workspace happened, in milliseconds since 1970. */
async function newestIn(store: Store, workspace: string): Promise<number | undefined> {
  const { rows } = await store.query<{ events: number; newest: number }>(sql`
    SELECT count() AS events, toUnixTimestamp64Milli(max(time)) AS newest FROM events
    WHERE workspace = ${bind('String', workspace)}`);
  const found = rows[0];
  return found && found.events > 0 ? found.newest : undefined;
}
