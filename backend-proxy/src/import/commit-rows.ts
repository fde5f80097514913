import { createHash, randomUUID } from 'node:crypto';
import type { BlockClock } from '../ingestion/split-blocks';
import { whileUnavailable } from '../ingestion/while-unavailable';
import { catchUp } from '../store/catch-up';
import { isUnavailable } from '../store/engine-problem';
import type { EventStore } from '../store/event-store';
import type { EncodedRows } from './encoded-rows';
import { RowRanges } from './row-ranges';

export interface CommitContext {
  store: EventStore;
  clock: BlockClock;
  /** Names the import of the file. */
  id: string;
  /** Which of the rows are in the store. */
  stored(): Promise<Set<number>>;
  patienceMs: number;
}

/** The engine refuses an insert into more than 100 partitions, which are months. */
const MOST_MONTHS = 50;

/**
 * Stores rows once, also where the engine goes away under it. Resolves when they would survive a loss of power, to the number
 * of those that were there already; `begun` says that some may be. An insert into several months is not all or none, as those
 * of ingestion are: each row can be looked up, so that what is missing is found.
 */
export async function commitRows(rows: EncodedRows, begun: boolean, context: CommitContext): Promise<number> {
  let known = 0;
  for (const part of rows.byMonths(MOST_MONTHS)) {
    if (begun) {
      known += await whileUnavailable(() => settle(part, context), context);
      continue;
    }
    try {
      await insert(part, tokenOf(part, context), context);
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
      await whileUnavailable(() => settle(part, context), context);
    }
  }
  return known;
}

/**
 * Stores what is missing of rows whose insert began before; gives the number of those that were there. The token guards against
 * a first insert that is still under way. But the engine writes the token down just before the rows are in place: killed between
 * the two, it takes them for stored for good, so that rows which are still missing go in under a new one.
 */
async function settle(rows: EncodedRows, context: CommitContext): Promise<number> {
  const found = await missing(rows, context);
  if (found.size > 0) {
    await insert(found, tokenOf(found, context), context);
    const still = await missing(found, context);
    if (still.size > 0) {
      await insert(still, randomUUID(), context);
    }
  }
  await catchUp(context.store);
  return rows.size - found.size;
}

async function missing(rows: EncodedRows, { stored }: CommitContext): Promise<EncodedRows> {
  const there = await stored();
  return rows.filter((number) => !there.has(number));
}

function insert(rows: EncodedRows, token: string, { store, clock }: CommitContext): Promise<void> {
  return store.insertLines({ token, columns: rows.columns, lines: rows.lines(clock.next()) });
}

/** The same rows have the same token, whoever sends them: a proxy that was killed, and the next one. */
function tokenOf(rows: EncodedRows, { id }: CommitContext): string {
  return createHash('sha256')
    .update(`${id} ${RowRanges.of(rows.numbers).toString()}`)
    .digest('hex');
}
