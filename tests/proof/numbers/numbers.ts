import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryInput, QueryResponse } from '@fawkes/contract';
import { startProxy, type ProxyProcess } from '../../../backend-proxy/test/proxy-process';
import { CHECKS, type Checked } from './check';
import { openReference, type Reference } from './duckdb';
import { generate } from './generate';
import { importFiles } from './import-files';
import type { Ask } from './question';

/** The product with the events of generated files, and a database that knows the same files. */
export interface BothSides {
  reference: Reference;
  ask: Ask;
  close(): Promise<void>;
}

/** Generates, imports, and waits until visitors belong to the users that they became, which must take a minute at most. */
export async function openBothSides(rows: number, say: (line: string) => void = () => undefined): Promise<BothSides> {
  const directory = await mkdtemp(join(tmpdir(), 'fawkes-numbers-'));
  const dataDir = join(directory, 'data');
  let proxy: ProxyProcess | undefined;
  const close = async () => {
    await proxy?.end();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const files = await generate(directory, rows);
    say(`${rows} events generated`);
    const reference = await openReference(directory);
    proxy = await startProxy(dataDir);
    await proxy.ready();
    const start = performance.now();
    await importFiles(proxy, dataDir, files);
    say(`imported in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    const ask = askOf(proxy);
    await peopleAreKnown(reference, ask);
    return {
      reference,
      ask,
      async close() {
        reference.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Holds every case against the reference, one after the other. */
export async function checkAll({ reference, ask }: BothSides, told: (checked: Checked) => void): Promise<void> {
  for (const check of CHECKS.values()) {
    told(await check(reference, ask));
  }
}

function askOf(proxy: ProxyProcess): Ask {
  return async (query: QueryInput) => {
    const { body } = await proxy.ask<QueryResponse>('/api/v1/query', { body: { queries: [query] } });
    const result = body.results?.['A'];
    if (!result || 'error' in result) {
      throw new Error(`the question was not answered: ${JSON.stringify(result ?? body)}`);
    }
    return result;
  };
}

const MINUTE = 60_000;

async function peopleAreKnown(reference: Reference, ask: Ask): Promise<void> {
  const [expected] = await reference.rows<{ people: number }>('SELECT count(DISTINCT person) AS people FROM event');
  const range = { from: '2026-01-01T00:00:00Z', to: '2026-06-01T00:00:00Z' };
  const measures = [{ measure: 'unique_visitors' as const }];
  for (const deadline = Date.now() + MINUTE; ; await sleep(1000)) {
    const answer = await ask({ v: 1, kind: 'trends', range, interval: 'range', measures });
    const people = answer.frames[0]?.data.values[1]?.[0];
    if (people === expected?.people) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`${String(people)} people after a minute, instead of ${expected?.people}`);
    }
  }
}
