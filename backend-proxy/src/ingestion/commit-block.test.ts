import { describe, expect, it } from 'vitest';
import { Problem } from '../problem';
import type { Block, EventStore } from '../store/event-store';
import { commitBlock } from './commit-block';
import type { NewBlock } from './split-blocks';
import { testEvent } from './test-event';

const GONE = new Problem(503, 'engine_unavailable', 'gone');
const patience = { patienceMs: 2000 };
const block: NewBlock = { received: 5, events: [testEvent({}), testEvent({})], lines: Buffer.from('two\nlines\n') };

/** An engine that dies at given inserts: before it did anything, after it noted the token, or after the block was in place. */
function fragileStore(deaths: Array<'before' | 'noted' | 'after'>) {
  const tokens = new Set<string>();
  const stored: Block[] = [];
  let inserts = 0;
  let caughtUp = 0;
  const store: Pick<EventStore, 'insert' | 'query' | 'command'> = {
    insert(given) {
      inserts += 1;
      const death = deaths.shift();
      if (death !== 'before' && !tokens.has(given.token)) {
        tokens.add(given.token);
        if (death !== 'noted') {
          stored.push(given);
        }
      }
      return death ? Promise.reject(GONE) : Promise.resolve();
    },
    query: <Row>() => Promise.resolve({ rows: [{ found: stored.length * block.events.length } as Row], ms: 0 }),
    command() {
      caughtUp += 1;
      return Promise.resolve();
    },
  };
  return { store: store as EventStore, stored, state: () => ({ inserts, caughtUp }) };
}

describe('a block is stored once', () => {
  it.each([
    ['nothing happens', [], 1, false],
    ['the engine dies before it began', ['before'], 2, true],
    ['the engine dies after it was done', ['after'], 1, true],
    ['the engine dies between its note and the block', ['noted'], 3, true],
    ['it dies again and again', ['before', 'noted', 'before', 'noted', 'after'], 7, true],
  ] as const)('where %s', async (_, deaths, inserts, caughtUp) => {
    const { store, stored, state } = fragileStore([...deaths]);
    await commitBlock(store, block, patience);
    expect(stored).toHaveLength(1);
    expect(state().inserts).toBeLessThanOrEqual(inserts);
    expect(state().caughtUp > 0).toBe(caughtUp);
  });
});

it('does not try again what the engine refused', async () => {
  const refused = new Problem(500, 'engine_error', 'refused');
  const { store } = fragileStore([]);
  await expect(commitBlock({ ...store, insert: () => Promise.reject(refused) }, block, patience)).rejects.toBe(refused);
});

it('gives up after a while', async () => {
  const { store } = fragileStore([]);
  const dead = { ...store, insert: () => Promise.reject(GONE), query: () => Promise.reject(GONE) };
  await expect(commitBlock(dead, block, { patienceMs: 120 })).rejects.toMatchObject({ status: 503 });
});
