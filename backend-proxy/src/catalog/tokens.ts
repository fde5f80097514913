import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@fawkes/contract';
import type { Database } from './database';
import { remembered } from './remembered';

export interface TokenInfo {
  id: string;
  role: Role;
  name: string;
  /** ISO 8601, UTC. */
  created: string;
}

/** Who a token speaks for. */
export interface Grant {
  id: string;
  workspace: string;
  role: Role;
}

export interface Tokens {
  /** A new token. Its text is known here only: the catalog keeps its hash. */
  create(workspace: string, role: Role, name?: string): Promise<TokenInfo & { token: string }>;
  verify(token: string): Promise<Grant | undefined>;
  list(workspace: string): Promise<TokenInfo[]>;
  /** False where the workspace has no such token. */
  revoke(workspace: string, id: string): Promise<boolean>;
}

/** `fwk_` and 32 random bytes: too many to guess, so that a plain SHA-256 keeps them safely. */
export function newToken(): string {
  return `fwk_${randomBytes(32).toString('base64url')}`;
}

export function tokensOf(db: Database): Tokens {
  const grants = remembered((hash) =>
    db.selectFrom('tokens').select(['id', 'workspace', 'role']).where('hash', '=', hash).executeTakeFirst()
  );
  return {
    async create(workspace, role, name = '') {
      const token = newToken();
      const info = { id: randomUUID(), role, name, created: new Date().toISOString() };
      await db
        .insertInto('tokens')
        .values({ ...info, workspace, hash: hashOf(token) })
        .execute();
      grants.forget();
      return { ...info, token };
    },
    verify: (token) => grants.get(hashOf(token)),
    list(workspace) {
      const tokens = db.selectFrom('tokens').select(['id', 'role', 'name', 'created']);
      return tokens.where('workspace', '=', workspace).orderBy('created').orderBy('id').execute();
    },
    async revoke(workspace, id) {
      const tokens = db.deleteFrom('tokens').where('workspace', '=', workspace).where('id', '=', id);
      const { numDeletedRows } = await tokens.executeTakeFirst();
      grants.forget();
      return numDeletedRows === 1n;
    },
  };
}

function hashOf(token: string): string {
  return hash('sha256', token);
}
