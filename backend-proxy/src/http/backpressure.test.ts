import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIngestion } from '../ingestion';
import type { EventStore } from '../store/event-store';
import { ADMIN, testApp, type TestApp } from './test-app';
import { expectProblem } from './test-problem';

const MIB = 1024 * 1024;
const QUEUE_BYTES = 8 * MIB;
const BATCH = 1000;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

let stored = 0;
let release: () => void = () => undefined;
const hanging: EventStore = {
  ...({} as EventStore),
  async insert({ events }) {
    await new Promise<void>((resolve) => (release = resolve));
    stored += events.length;
  },
  query: async () => ({ rows: [], ms: 0 }),
  command: async () => undefined,
};

let proxy: TestApp;
beforeAll(async () => {
  const limits = { queueBytes: QUEUE_BYTES, groupBytes: MIB };
  const ingestion = createIngestion({ store: hanging, log: pino({ level: 'silent' }), limits });
  proxy = await testApp({ ingestion: () => ingestion });
  await proxy.catalog.sites.add('default', 'docs.example');
});
afterAll(() => proxy.close());

const body = (n: number) =>
  JSON.stringify({
    events: Array.from({ length: BATCH }, (_, i) => ({
      name: `event ${n % 10}`,
      site: 'docs.example',
      user_id: `user-${n}-${i}`,
      url: `https://docs.example/page/${n}/${i}`,
      props: { team: `team ${i}` },
    })),
  });

function send(n: number) {
  const headers = { 'content-type': 'application/json' };
  return proxy.inject({ method: 'POST', url: '/api/v1/events', token: ADMIN, headers, payload: body(n) });
}

/** What is held, on the heap and as bytes outside of it. */
function heldMiB(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MIB;
}

test('while the store hangs, as much waits as there is room for, and the rest is turned away with memory flat', async () => {
  const before = heldMiB();
  const waiting: Array<ReturnType<typeof send>> = [];
  let refused = 0;
  const offer = async (n: number) => {
    const sent = send(n);
    const first = await Promise.race([sent, new Promise<undefined>((resolve) => setTimeout(resolve, 100))]);
    if (first) {
      expectProblem(first, 503, 'ingestion_busy');
      expect(Number(first.headers['retry-after'])).toBeGreaterThan(0);
      refused += 1;
    } else {
      waiting.push(sent);
    }
  };
  for (let n = 0; n < 40; n++) {
    await offer(n);
  }
  expect(refused).toBeGreaterThan(10);
  const full = heldMiB();
  // What waits takes about what the queue thinks that it takes.
  expect(full - before).toBeLessThan(2 * (QUEUE_BYTES / MIB));
  const accepted = waiting.length;
  for (let n = 0; n < 100; n++) {
    await offer(n);
  }
  expect(waiting).toHaveLength(accepted);
  expect(heldMiB() - full).toBeLessThan(2);

  // Once the store goes on, all that was not turned away is stored, and nothing else.
  const releasing = setInterval(() => release(), 5);
  const answers = await Promise.all(waiting);
  clearInterval(releasing);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 202));
  expect(stored).toBe(accepted * BATCH);
});
