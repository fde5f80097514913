import { ClickHouseException } from './errors';

/** A query that runs, as system.processes would show it. */
export interface RunningQuery {
  /** The id that its client gave it. */
  id: string;
  user: string;
  sql: string;
  /** Ends it as soon as may be. */
  cancel(): void;
}

interface Known extends RunningQuery {
  /** As performance.now() tells it. */
  begun: number;
  ended: Promise<void>;
}

/** The queries that run, by the ids of their clients: the engine knows them by ids of its own alone. */
export class RunningQueries {
  private readonly queries = new Map<string, Known>();

  get list(): readonly Known[] {
    return [...this.queries.values()];
  }

  /** Runs a query. Throws where one of that id runs, as a server does. */
  async during<Result>(query: RunningQuery, run: () => Promise<Result>): Promise<Result> {
    const { id } = query;
    if (this.queries.has(id)) {
      const message = `Query with id = ${id} is already running.`;
      throw ClickHouseException.of('QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING', message);
    }
    const running = run();
    const ended = running.then(
      () => undefined,
      () => undefined
    );
    this.queries.set(id, { ...query, begun: performance.now(), ended });
    try {
      return await running;
    } finally {
      this.queries.delete(id);
    }
  }
}
