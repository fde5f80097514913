import type { Transaction } from 'kysely';
import type { Database, Tables } from './database';

/** A counter and what it counts: page views, the uses of one feature (`label`), or an experiment (`label`) that reached significance once. */
export interface Count {
  family: 'page_views' | 'feature_usage' | 'significant_results';
  /** '' where the family has one counter only. */
  label: string;
  value: number;
}

/** What a block of events adds. A block that is looked at again adds what it has more than before. */
export interface CountedBlock {
  /** Names the block in its workspace. */
  block: string;
  /** When it was made; milliseconds since 1970. */
  received: number;
  counts: Count[];
}

export interface Advance {
  /** How far was counted when the blocks were read; nothing is done where it is not so any more. */
  from: number;
  /** Blocks made up to then are never looked at again. */
  to: number;
  /** The sum of blocks that were never counted. */
  once: Count[];
  blocks: CountedBlock[];
}

/** A ledger of what was ever counted. It only rises. */
export interface Counters {
  read(workspace: string): Promise<Count[]>;
  /** How far the workspace's blocks are counted for good; 0 at first. */
  through(workspace: string): Promise<number>;
  /** Adds, all or nothing. False where somebody else was first. */
  advance(workspace: string, advance: Advance): Promise<boolean>;
  /** Counts each of these experiments as significant, those that never were before. */
  reach(workspace: string, experiments: readonly string[]): Promise<void>;
}

export function countersOf(db: Database): Counters {
  const throughIn = (at: Pick<Database, 'selectFrom'>, workspace: string) =>
    at.selectFrom('counted_through').select('received').where('workspace', '=', workspace).executeTakeFirst();
  return {
    async read(workspace) {
      const rows = db.selectFrom('counters').select(['family', 'label', 'value']).where('workspace', '=', workspace);
      return (await rows.execute()).map(({ family, label, value }) => ({
        family: family as Count['family'],
        label,
        value: Number(value),
      }));
    },
    async through(workspace) {
      return Number((await throughIn(db, workspace))?.received ?? 0);
    },
    async reach(workspace, experiments) {
      for (const label of experiments) {
        await db
          .insertInto('counters')
          .values({ workspace, family: 'significant_results', label, value: 1 })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    advance: (workspace, { from, to, once, blocks }) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('counted_through')
          .values({ workspace, received: 0 })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        // Held until the end: whoever else counts waits here, and then finds that it has moved on.
        const moved = await transaction
          .updateTable('counted_through')
          .set({ received: to })
          .where('workspace', '=', workspace)
          .where('received', '=', from)
          .executeTakeFirst();
        if (moved.numUpdatedRows === 0n) {
          return false;
        }
        const news = await noteBlocks(transaction, workspace, blocks);
        await add(transaction, workspace, [...once, ...news]);
        await transaction
          .deleteFrom('counted_blocks')
          .where('workspace', '=', workspace)
          .where('received', '<=', to)
          .execute();
        return true;
      }),
  };
}

const INSERTED_AT_ONCE = 200;

/** Remembers what the blocks have by now, and gives what is new of it. */
async function noteBlocks(at: Transaction<Tables>, workspace: string, blocks: CountedBlock[]): Promise<Count[]> {
  const rows = await at
    .selectFrom('counted_blocks')
    .select(['block', 'counts'])
    .where('workspace', '=', workspace)
    .execute();
  const known = new Map(rows.map(({ block, counts }) => [block, counts]));
  const news: Count[] = [];
  const noted: Array<Tables['counted_blocks']> = [];
  for (const { block, received, counts } of blocks) {
    const before = known.get(block);
    const earlier: Count[] = before === undefined ? [] : JSON.parse(before);
    const more = risen(earlier, counts);
    if (before !== undefined && more.length === 0) {
      continue;
    }
    news.push(...more);
    noted.push({ workspace, block, received, counts: JSON.stringify(joined(earlier, more)) });
  }
  for (let i = 0; i < noted.length; i += INSERTED_AT_ONCE) {
    await at
      .insertInto('counted_blocks')
      .values(noted.slice(i, i + INSERTED_AT_ONCE))
      .onConflict((conflict) =>
        conflict
          .columns(['workspace', 'block'])
          .doUpdateSet((expression) => ({ counts: expression.ref('excluded.counts') }))
      )
      .execute();
  }
  return news;
}

async function add(at: Transaction<Tables>, workspace: string, counts: Count[]): Promise<void> {
  for (const { family, label, value } of joined([], counts).filter((count) => count.value > 0)) {
    await at
      .insertInto('counters')
      .values({ workspace, family, label, value })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace', 'family', 'label'])
          .doUpdateSet((expression) => ({ value: expression('counters.value', '+', value) }))
      )
      .execute();
  }
}

/** What counts have more than earlier ones; erased events take nothing away. */
function risen(earlier: Count[], counts: Count[]): Count[] {
  const before = new Map(earlier.map((count) => [keyOf(count), count.value]));
  return counts
    .map((count) => ({ ...count, value: count.value - (before.get(keyOf(count)) ?? 0) }))
    .filter(({ value }) => value > 0);
}

function joined(some: Count[], others: Count[]): Count[] {
  const sums = new Map<string, Count>();
  for (const count of [...some, ...others]) {
    const key = keyOf(count);
    sums.set(key, { ...count, value: count.value + (sums.get(key)?.value ?? 0) });
  }
  return [...sums.values()];
}

const keyOf = ({ family, label }: Count): string => `${family} ${label}`;
