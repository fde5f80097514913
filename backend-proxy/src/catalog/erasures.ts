import { randomUUID } from 'node:crypto';
import type { Database } from './database';

/** An erasure that has begun. */
export interface Erasure {
  id: string;
  workspace: string;
  /** Who, as the event store knows one: hashes, as JSON. An id would stay in the database's files for a while. */
  person: string;
  actor: string;
  /** The person's events when it began. */
  events: number;
}

/** Erasures under way, so that one that is cut short is gone on with. Of those that have ended nothing is left here. */
export interface Erasures {
  begin(erasure: Omit<Erasure, 'id'>): Promise<Erasure>;
  unfinished(): Promise<Erasure[]>;
  /** False where somebody else ended it before. */
  end(erasure: Erasure): Promise<boolean>;
}

export function erasuresOf(db: Database): Erasures {
  return {
    async begin(begun) {
      const erasure = { id: randomUUID(), ...begun };
      await db.insertInto('erasures').values(erasure).execute();
      return erasure;
    },
    async unfinished() {
      const rows = await db.selectFrom('erasures').selectAll().execute();
      return rows.map((row) => ({ ...row, events: Number(row.events) }));
    },
    async end({ id }) {
      const { numDeletedRows } = await db.deleteFrom('erasures').where('id', '=', id).executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}
