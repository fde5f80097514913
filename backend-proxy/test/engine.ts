import { Session } from 'chdb';
import { MIGRATIONS } from '../src/store/migrations';
import { render, type Sql } from '../src/store/sql';
import type { Store } from '../src/store/store';
import { encodeEvent, type StoredEvent, STORED_COLUMNS } from '../src/store/stored-event';

export interface TestStore {
  store: Store & { insert(block: { token: string; events: readonly StoredEvent[] }): Promise<void> };
  /** Ends the engine and removes its data. */
  stop(): Promise<void>;
}

/** An empty, migrated event store over chDB in this process: the engine of the product, without its child process. */
export async function startTestStore(): Promise<TestStore> {
  const session = new Session();
  session.query('CREATE DATABASE fawkes');
  session.query('USE fawkes');
  MIGRATIONS.flatMap((m) => m.statements).forEach((s) => session.query(render(s).text));
  return {
    store: {
      async query<Row>(statement: Sql) {
        const { text, params } = render(statement);
        const settings = 'SETTINGS output_format_json_quote_64bit_integers = 0';
        const lines = session.queryBind(`${text} ${settings}`, params, 'JSONEachRow').split('\n').filter(Boolean);
        return { rows: lines.map((line) => JSON.parse(line) as Row), ms: 0 };
      },
      async insert({ events }) {
        const lines = events.map((event) => JSON.stringify(encodeEvent(event))).join('\n');
        session.query(`INSERT INTO events (${STORED_COLUMNS.join(', ')}) FORMAT JSONCompactEachRow ${lines}`);
      },
    },
    stop: async () => session.close(),
  };
}
