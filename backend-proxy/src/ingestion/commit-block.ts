import { randomUUID } from 'node:crypto';
import { catchUp } from '../store/catch-up';
import { isUnavailable } from '../store/engine-problem';
import type { Block, EventStore } from '../store/event-store';
import { isStored } from '../store/is-stored';
import type { NewBlock } from './split-blocks';
import { whileUnavailable, type Patience } from './while-unavailable';

/** Stores a block once, also where the engine goes away under it. Resolves when it would survive a loss of power. */
export async function commitBlock(store: EventStore, made: NewBlock, patience: Patience): Promise<void> {
  const block: Block = { ...made, token: randomUUID() };
  try {
    await store.insert(block);
  } catch (error) {
    if (!isUnavailable(error)) {
      throw error;
    }
    patience.onWaiting?.(error);
    await whileUnavailable(() => settle(store, block), patience);
  }
}

/**
 * Ends an insert whose answer was lost. Asking first spares the second insert; the token guards against a first one that is
 * still under way. But the engine writes the token down just before the block is in place: killed between the two, it takes
 * the block for stored for good, so that a new token is needed.
 */
async function settle(store: EventStore, block: Block): Promise<void> {
  if (!(await isStored(store, block))) {
    await store.insert(block);
    if (!(await isStored(store, block))) {
      await store.insert({ ...block, token: randomUUID() });
    }
  }
  await catchUp(store);
}
