import { randomUUID } from 'node:crypto';
import { ClickHouseError, type ClickHouseClient } from '@clickhouse/client';

/** A caller of the engine, with the mark that all its rows carry. */
export interface Caller {
  mark: string;
  client: ClickHouseClient;
  /** Rows that it inserted and that were acknowledged. */
  inserted: number;
  /** A number in [0, 1). */
  random(): number;
}

/** What came back wrong, in words; undefined where all is as it must be. */
type Operation = (caller: Caller) => Promise<string | undefined>;

const MOST_ROWS = 20_000;
const TABLE_OF_ALL = 'marks';
/** At 50 a second. */
const SLOW_ROWS = 200;

/** Every kind of call, each leaving traces where an engine in one process may mix callers up. */
export const OPERATIONS: Record<string, Operation> = {
  async good({ client, mark, random }) {
    const rows = 1 + Math.floor(random() * MOST_ROWS);
    const result = await client.query({
      query: `SELECT number AS n, {mark:String} AS mark FROM numbers({rows:UInt32})`,
      query_params: { mark, rows },
      format: 'JSONEachRow',
    });
    return wrongRows(await result.json<Row>(), mark, rows);
  },

  // Fails after rows went out: what is left of them must not reach the next caller.
  async failing({ client, mark, random }) {
    const at = Math.floor(random() * MOST_ROWS);
    return expectError(async () => {
      const result = await client.query({
        query: `SELECT number AS n, {mark:String} AS mark, throwIf(number = {at:UInt32}) FROM numbers(${MOST_ROWS}) SETTINGS max_block_size = 500`,
        query_params: { mark, at },
        format: 'JSONEachRow',
      });
      await result.json();
    });
  },

  senseless: ({ client, mark }) =>
    expectError(() => client.query({ query: `SELECT FROM {mark:Identifier} WHERE`, query_params: { mark } })),

  tooLarge: ({ client, mark }) =>
    expectError(() =>
      client.query({
        query: `SELECT groupArray(rand64()), {mark:String} FROM numbers(1e9)`,
        query_params: { mark },
        clickhouse_settings: { max_memory_usage: '20000000' },
      })
    ),

  async abandoned({ client, mark, random }) {
    const asked = client.query({
      query: `SELECT number AS n, {mark:String} AS mark, sleepEachRow(0.02) FROM numbers(${SLOW_ROWS}) SETTINGS max_block_size = 5`,
      query_params: { mark },
      format: 'JSONEachRow',
      abort_signal: AbortSignal.timeout(Math.floor(20 + random() * 300)),
    });
    const ended = await asked.then((result) => result.json()).catch(() => undefined);
    return ended === undefined ? undefined : 'a call that was given up came to its end';
  },

  // The kill waits for its turn like any call: where it comes too late, the answer must be whole.
  async killed({ client, mark, random }) {
    const sign = randomUUID();
    const asked = ask();
    let over = false;
    void asked.finally(() => (over = true));
    while (!over) {
      await new Promise((resolve) => setTimeout(resolve, 20 + random() * 200));
      const query = `KILL QUERY WHERE position(query, {sign:String}) > 0 ASYNC`;
      await client.command({ query, query_params: { sign } });
    }
    return asked;

    async function ask(): Promise<string | undefined> {
      const query = `SELECT number AS n, {mark:String} AS mark, sleepEachRow(0.02), '${sign}' FROM numbers(${SLOW_ROWS}) SETTINGS max_block_size = 5`;
      try {
        const result = await client.query({ query, query_params: { mark }, format: 'JSONEachRow' });
        return wrongRows(await result.json<Row>(), mark, SLOW_ROWS);
      } catch (error) {
        return unlessOfEngine(error);
      }
    }
  },

  async inserting(caller) {
    const rows = 1 + Math.floor(caller.random() * 200);
    const values = Array.from({ length: rows }, (_, n) => ({ mark: caller.mark, n }));
    await caller.client.insert({ table: TABLE_OF_ALL, values, format: 'JSONEachRow' });
    caller.inserted += rows;
    return undefined;
  },

  // A row in the middle cannot be read: none of them may be stored.
  insertingNonsense: ({ client, mark }) =>
    expectError(async () => {
      const values = [...Array.from({ length: 50 }, (_, n) => ({ mark, n })), { mark, n: 'nonsense' }];
      await client.insert({ table: TABLE_OF_ALL, values, format: 'JSONEachRow' });
    }),

  async counting({ client, mark, inserted }) {
    const result = await client.query({
      query: `SELECT count() AS n, any(mark) AS mark FROM ${TABLE_OF_ALL} WHERE marks.mark = {mark:String}`,
      query_params: { mark },
      format: 'JSONEachRow',
    });
    const [row] = await result.json<Row>();
    return row?.mark === (inserted > 0 ? mark : '') && Number(row.n) === inserted
      ? undefined
      : `counted ${JSON.stringify(row)} instead of ${inserted}`;
  },
};

export async function createMarks(client: ClickHouseClient): Promise<void> {
  await client.command({
    query: `CREATE TABLE ${TABLE_OF_ALL} (mark String, n UInt32) ENGINE = MergeTree ORDER BY mark`,
  });
}

interface Row {
  n: number | string;
  mark: string;
}

function wrongRows(rows: Row[], mark: string, count: number): string | undefined {
  const foreign = rows.find((row, i) => row.mark !== mark || Number(row.n) !== i);
  if (foreign) {
    return `a row of somebody else: ${JSON.stringify(foreign)}`;
  }
  return rows.length === count ? undefined : `${rows.length} rows instead of ${count}`;
}

/** An error of the engine is right; success, or a connection that broke, is not. */
async function expectError(action: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await action();
    return 'what must fail did not';
  } catch (error) {
    return unlessOfEngine(error);
  }
}

function unlessOfEngine(error: unknown): string | undefined {
  return error instanceof ClickHouseError
    ? undefined
    : `failed otherwise than with an error of the engine: ${String(error)}`;
}
