import { hash, timingSafeEqual } from 'node:crypto';
import type { Role } from '@fawkes/contract';
import { Problem } from '../problem';
import type { AppDeps } from './deps';

/** What a route asks for: nothing, a role in the caller's workspace, the whole installation, or (for people) a page session. */
export type Access = 'public' | Role | 'installation' | 'page';

export interface Caller {
  workspace: string;
  role: Role | 'installation' | 'anonymous';
  /** Who it was, for the audit: `token <id>`, `installation` or `anonymous`. */
  actor: string;
}

/** What each caller may. Roles are no ladder: `ingest` sends events and sees nothing. */
const MAY: Record<Caller['role'], readonly Access[]> = {
  anonymous: ['read'],
  ingest: ['ingest'],
  read: ['read'],
  edit: ['read', 'edit'],
  admin: ['ingest', 'read', 'edit', 'admin'],
  installation: ['ingest', 'read', 'edit', 'admin', 'installation'],
};

export function allows(caller: Pick<Caller, 'role'>, access: Access): boolean {
  return access === 'public' || MAY[caller.role].includes(access);
}

/** The workspace whose people run the installation. What belongs to no workspace is shown to them alone. */
export const OPERATORS = 'default';

/** Whether the caller is one of those who run the installation. */
export function isOperator(caller: Pick<Caller, 'role' | 'workspace'>): boolean {
  return caller.workspace === OPERATORS && allows(caller, 'edit');
}

interface Credentials {
  token: string | undefined;
  /** The workspace asked for by header; only the installation's tokens have a choice. */
  workspace: string | undefined;
}

type IdentifyDeps = Pick<AppDeps, 'adminTokens' | 'catalog' | 'config'>;

/** Who is asking. Throws 401 for no or an unknown token, 403 or 404 for a workspace that is not the caller's. */
export async function identify({ token, workspace }: Credentials, deps: IdentifyDeps): Promise<Caller> {
  if (token !== undefined && isOneOf(deps.adminTokens, token)) {
    return { role: 'installation', actor: 'installation', workspace: await existing(workspace ?? 'default', deps) };
  }
  const caller = token === undefined ? anonymous(deps) : await deps.catalog.tokens.verify(token);
  if (!caller) {
    throw token === undefined
      ? new Problem(401, 'no_token', 'Send a token: Authorization: Bearer <token>.')
      : new Problem(401, 'bad_token', 'The token is not known here; it may have been revoked.');
  }
  if (workspace !== undefined && workspace !== caller.workspace) {
    throw new Problem(403, 'other_workspace', `You may not act in the workspace ${JSON.stringify(workspace)}.`);
  }
  return { role: caller.role, workspace: caller.workspace, actor: 'id' in caller ? `token ${caller.id}` : 'anonymous' };
}

function anonymous({ config }: IdentifyDeps): Omit<Caller, 'actor'> | undefined {
  return config.anonymousRead === undefined ? undefined : { role: 'anonymous', workspace: config.anonymousRead };
}

async function existing(workspace: string, { catalog }: IdentifyDeps): Promise<string> {
  if (!(await catalog.workspaces.exists(workspace))) {
    throw new Problem(
      404,
      'unknown_workspace',
      `There is no workspace ${JSON.stringify(workspace)}; POST /api/v1/workspaces creates one.`
    );
  }
  return workspace;
}

/** Compares in a time that tells nothing of where two texts differ. */
export function isOneOf(tokens: readonly string[], token: string): boolean {
  const asked = digest(token);
  return digestsOf(tokens).some((known) => timingSafeEqual(known, asked));
}

const digests = new WeakMap<readonly string[], Buffer[]>();

/** The installation's tokens stay the same as long as it runs. */
function digestsOf(tokens: readonly string[]): Buffer[] {
  const known = digests.get(tokens) ?? tokens.map(digest);
  digests.set(tokens, known);
  return known;
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
