import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** A request as it was answered. */
export interface AnsweredRequest {
  /** The route's template, such as `/api/v1/funnel/:name`, so that there are no more series than routes. */
  endpoint: string;
  method: string;
  status: number;
  seconds: number;
}

/** What the proxy tells of itself while it works. */
export interface Operations {
  answered(request: AnsweredRequest): void;
  /** How long it took the store to do something. */
  stored(operation: 'query' | 'commit', seconds: number, failed: boolean): void;
  /** How long all gauges took, and which areas failed. */
  refreshed(seconds: number, failed: readonly string[], at: number): void;
}

/** What is looked at when somebody asks; undefined where it is not known. */
export interface OperationsState {
  /** Events that wait for the commit under way, and those stored since the start. */
  ingestion(): { queued: number; accepted: number } | undefined;
  /** How often an answer was kept already, was computed, or was shared by those who asked at the same moment. */
  cache(): { hits: number; misses: number; shared: number } | undefined;
  /** How many questions wait for their turn. */
  waiting(): number | undefined;
  /** The engine's process, where it is one of ours, and whether it takes queries. */
  engine(): { ready: boolean; residentBytes?: number | undefined; restarts?: number | undefined } | undefined;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Registers the proxy's own metrics, three of them by the names of the earlier service. */
export function operationsIn(registry: Registry, version: string, state: OperationsState): Operations {
  const registers = [registry];
  const info = new Gauge({
    name: 'analytics_dashboard_info',
    help: 'The version that runs',
    labelNames: ['version', 'service'],
    registers,
  });
  info.set({ version, service: 'analytics-dashboard' }, 1);
  const requests = new Counter({
    name: 'analytics_api_requests_total',
    help: 'Requests answered',
    labelNames: ['endpoint', 'method', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'fawkes_http_request_duration_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['endpoint', 'method'],
    buckets: SECONDS,
    registers,
  });
  const storing = new Histogram({
    name: 'fawkes_store_operation_duration_seconds',
    help: 'Time that the event store took, by what it did: queries, and commits of blocks of events',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'fawkes_store_operation_failures_total',
    help: 'What the event store did not do',
    labelNames: ['operation'],
    registers,
  });
  const refresh = refreshIn(registry);
  stateIn(registry, state);
  return {
    answered({ endpoint, method, status, seconds }) {
      requests.inc({ endpoint, method, status });
      durations.observe({ endpoint, method }, seconds);
    },
    stored(operation, seconds, failed) {
      storing.observe({ operation }, seconds);
      if (failed) {
        failures.inc({ operation });
      }
    },
    refreshed: refresh,
  };
}

function refreshIn(registry: Registry): Operations['refreshed'] {
  const registers = [registry];
  const duration = new Histogram({
    name: 'analytics_data_refresh_duration_seconds',
    help: 'Time that it took to compute all gauges anew',
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'fawkes_data_refresh_failures_total',
    help: 'Areas that could not be computed anew, and kept what they had',
    labelNames: ['area'],
    registers,
  });
  const last = new Gauge({
    name: 'fawkes_data_refresh_timestamp_seconds',
    help: 'When all gauges were last computed without a failure',
    registers,
  });
  last.remove();
  return (seconds, failed, at) => {
    duration.observe(seconds);
    failed.forEach((area) => failures.inc({ area }));
    if (failed.length === 0) {
      last.set(at / 1000);
    }
  };
}

/** Gauges that are read when somebody asks, and say nothing where there is nothing to say. */
function stateIn(registry: Registry, state: OperationsState): void {
  const read = (name: string, help: string, value: () => number | undefined) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        const now = value();
        if (now === undefined) {
          this.remove();
        } else {
          this.set(now);
        }
      },
    });
  read('fawkes_ingestion_queued_events', 'Events that wait to be stored', () => state.ingestion()?.queued);
  read('fawkes_waiting_questions', 'Questions that wait for their turn', () => state.waiting());
  read('fawkes_engine_up', 'Whether the event store takes queries', () => {
    const engine = state.engine();
    return engine && Number(engine.ready);
  });
  read(
    'fawkes_engine_resident_memory_bytes',
    'Memory of the embedded engine’s process',
    () => state.engine()?.residentBytes
  );
  read('fawkes_engine_restarts', 'Times that the embedded engine was started again', () => state.engine()?.restarts);
  sourcesIn(registry, state);
  countersIn(registry, state);
}

/** Where numbers come from, and whether each answers: today the events alone. */
function sourcesIn(registry: Registry, state: OperationsState): void {
  new Gauge({
    name: 'fawkes_source_up',
    help: 'Whether a source of numbers answers',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      const engine = state.engine();
      this.reset();
      if (engine) {
        this.set({ source: 'events' }, Number(engine.ready));
      }
    },
  });
}

/** Counters that somebody else keeps, since the start of the process. */
function countersIn(registry: Registry, state: OperationsState): void {
  const registers = [registry];
  new Counter({
    name: 'fawkes_ingestion_accepted_events_total',
    help: 'Events stored since the start, but for imports',
    registers,
    collect() {
      this.reset();
      this.inc(state.ingestion()?.accepted ?? 0);
    },
  });
  new Counter({
    name: 'fawkes_answers_total',
    help: 'Answers, by whether they were kept already, shared by those who asked at one moment, or computed',
    labelNames: ['from'],
    registers,
    collect() {
      this.reset();
      for (const [from, value] of Object.entries(state.cache() ?? {})) {
        this.inc({ from }, value);
      }
    },
  });
}
