import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '@fawkes/contract';
import type { Database } from './database';

/** Who did what in a workspace; entries are added and never changed. */
export interface Audit {
  record(workspace: string, entry: Pick<AuditEntry, 'actor' | 'action' | 'detail'>): Promise<AuditEntry>;
  /** The newest first. */
  list(workspace: string, limit: number): Promise<AuditEntry[]>;
}

export function auditOf(db: Database): Audit {
  return {
    async record(workspace, { actor, action, detail }) {
      const entry = { id: randomUUID(), at: new Date().toISOString(), actor, action, detail };
      await db
        .insertInto('audit')
        .values({ ...entry, workspace })
        .execute();
      return entry;
    },
    list(workspace, limit) {
      const entries = db.selectFrom('audit').select(['id', 'at', 'actor', 'action', 'detail']);
      const newest = entries.where('workspace', '=', workspace).orderBy('at', 'desc').orderBy('id');
      return newest.limit(limit).execute();
    },
  };
}
