import { randomBytes } from 'node:crypto';

/** A session that nobody used for so long is over. */
const IDLE_MS = 12 * 3_600_000;
const MOST = 1000;

/**
 * Browsers that were let in by a link with a token. The cookie holds a random name; the token it stands for stays in this
 * process and is checked at every use, so that one that is revoked opens nothing any more. A restart ends all sessions.
 */
export class PageSessions {
  private readonly sessions = new Map<string, { token: string; until: number }>();

  constructor(private readonly now: () => number) {}

  /** The name of a new session for a token that was checked. */
  open(token: string): string {
    for (const [id, { until }] of this.sessions) {
      if (until <= this.now() || this.sessions.size >= MOST) {
        this.sessions.delete(id);
      }
    }
    const id = randomBytes(32).toString('base64url');
    this.keep(id, token);
    return id;
  }

  /** The token of a session that is not over. */
  tokenOf(id: string): string | undefined {
    const session = this.sessions.get(id);
    this.sessions.delete(id);
    if (!session || session.until <= this.now()) {
      return undefined;
    }
    this.keep(id, session.token);
    return session.token;
  }

  /** Last used, last in the map: the first is the one to let go where there are too many. */
  private keep(id: string, token: string): void {
    this.sessions.set(id, { token, until: this.now() + IDLE_MS });
  }
}
