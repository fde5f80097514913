import { plan } from '../answer/answer';
import type { AnswerContext } from '../answer/context';
import { parseQuery } from '../answer/parse';
import type { Count, CountedBlock, Counters } from '../catalog/counters';
import { type CountedRow, countsSql } from './counts-sql';

/** The counters of a workspace: what was ever accepted, whatever became of it since. */
export interface Ledger {
  /** Counts what came in since the last time, and gives all counters. */
  advance(): Promise<Count[]>;
  /** Notes experiments that are significant now: each counts once, whatever becomes of it. */
  reached(experiments: readonly string[]): Promise<void>;
}

export interface LedgerDeps {
  /** Whose events are counted, by the definitions of that moment. Throws a Problem 503 while the event store starts. */
  context: () => AnswerContext;
  counters: Counters;
}

/**
 * A block is stamped, then stored: it may come to light so much later, and until then it is looked for. One that takes longer,
 * since the engine hung for so long, is not counted.
 */
const LATE_MS = 300_000;
/** How far the clocks of several proxies may differ. */
const CLOCKS_MS = 60_000;

/**
 * A ledger over the event store. What it counts and how far it has counted move in one transaction of the catalog, and blocks
 * are read from the store, where they survive: so neither a kill nor a second proxy loses a block or counts it twice.
 */
export function createLedger({ context, counters }: LedgerDeps): Ledger {
  return {
    async advance() {
      const current = context();
      const { workspace, now } = current;
      const asked = parseQuery({ v: 1, kind: 'adoption', range: { from: 0, to: now } });
      const q = await plan(asked, current, { storeMs: 0 });
      const [from, features] = await Promise.all([counters.through(workspace), q.features()]);
      const to = Math.max(from, now - LATE_MS);
      // Up to then a block may be among those counted before; later ones never are, until they are new again.
      const span = { after: from, apartUntil: from + LATE_MS + CLOCKS_MS, apartAfter: to };
      const rows = await q.run<CountedRow>(countsSql(q, features, span));
      const names = features.map(({ name }) => name);
      const blocks = rows.filter(({ received }) => Number(received) > 0).map((row) => blockOf(row, names));
      const once = rows.filter(({ received }) => Number(received) === 0).flatMap((row) => countsOf(row, names));
      await counters.advance(workspace, { from, to, once, blocks });
      return withZeros(await counters.read(workspace), names);
    },
    reached: (experiments) => counters.reach(context().workspace, experiments),
  };
}

/** A feature that nobody used has a counter too, so that its first use is a rise. */
function withZeros(counts: Count[], features: string[]): Count[] {
  const used = new Set(counts.flatMap(({ family, label }) => (family === 'feature_usage' ? [label] : [])));
  const unused = features.filter((name) => !used.has(name));
  return [...counts, ...unused.map((label) => ({ family: 'feature_usage' as const, label, value: 0 }))];
}

function blockOf(row: CountedRow, features: string[]): CountedBlock {
  return { block: `${row.received} ${row.month}`, received: Number(row.received), counts: countsOf(row, features) };
}

function countsOf({ page_views, uses }: CountedRow, features: string[]): Count[] {
  const all: Count[] = [
    { family: 'page_views', label: '', value: Number(page_views) },
    ...features.map((label, i) => ({ family: 'feature_usage' as const, label, value: Number(uses[i] ?? 0) })),
  ];
  return all.filter(({ value }) => value > 0);
}
