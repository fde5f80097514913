import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Ledger } from '../ledger';
import type { Asking } from './areas/area';
import { familiesIn } from './families';
import { type Operations, operationsIn, type OperationsState } from './operations';
import { createRefresher, recount } from './refresher';
import { sayOnce } from './say-once';
import { repeat } from '../repeat';

/** The page that Prometheus reads. It is written from memory: nobody waits there for the event store. */
export interface Exposition {
  /** The text format of Prometheus, version 0.0.4. */
  text(): Promise<string>;
  readonly contentType: string;
  readonly operations: Operations;
  /** Whose numbers are shown. */
  readonly workspace: string;
  /** Computes the gauges anew and counts what came in; resolves when both are shown. */
  refresh(): Promise<void>;
  /** Begins to do so by itself, at once and ever again. */
  start(): void;
  stop(): Promise<void>;
}

export interface ExpositionOptions {
  workspace: string;
  /** Generated events: every series says so. */
  demo: boolean;
  version: string;
  asking: () => Omit<Asking, 'reached'>;
  ledger: Ledger;
  state: OperationsState;
  /** Between two refreshes of the gauges. */
  refreshSeconds: number;
  log: Pick<Logger, 'warn'>;
  /** Also what Node tells of the process: memory, CPU time, its event loop. */
  ofProcess?: boolean;
}

/** Between two looks for what is to be counted: less than anybody scrapes. */
const COUNT_EVERY_MS = 10_000;

export function createExposition(options: ExpositionOptions): Exposition {
  const { workspace, demo, ledger, log } = options;
  const numbers = new Registry();
  if (demo) {
    numbers.setDefaultLabels({ workspace });
  }
  const own = new Registry();
  if (options.ofProcess) {
    collectDefaultMetrics({ register: own });
    // Gauges whose names end as only counters' may. What they add up is there by its type as well.
    ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'].forEach((name) =>
      own.removeSingleMetric(name)
    );
  }
  const families = familiesIn(numbers);
  const operations = operationsIn(own, options.version, options.state);
  const asking = () => ({ ...options.asking(), reached: (names: readonly string[]) => ledger.reached(names) });
  const refresher = createRefresher({ families, operations, asking, log });
  const repeating: Array<{ stop(): Promise<void> }> = [];

  const say = sayOnce(log, 'what came in is counted later');
  async function count(): Promise<void> {
    try {
      await recount(ledger, families);
      say([]);
    } catch (error) {
      say([{ error }]);
    }
  }

  return {
    workspace,
    operations,
    contentType: numbers.contentType,
    async text() {
      return `${await numbers.metrics()}\n${await own.metrics()}`;
    },
    async refresh() {
      // One after the other: what the gauges find is counted, too.
      await refresher.refresh();
      await count();
    },
    start() {
      repeating.push(
        repeat(options.refreshSeconds * 1000, () => refresher.refresh()),
        repeat(COUNT_EVERY_MS, count)
      );
    },
    async stop() {
      await Promise.all(repeating.map((each) => each.stop()));
    },
  };
}
