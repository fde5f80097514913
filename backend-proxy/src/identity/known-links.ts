import type { Link } from './rewrite';

const CAPACITY = 200_000;

/** Links whose earlier events were rewritten already; the oldest are forgotten, and then rewritten to no effect. */
export class KnownLinks {
  private readonly users = new Map<string, string>();

  has({ workspace, visitor, user }: Link): boolean {
    return this.users.get(`${workspace} ${visitor}`) === user;
  }

  remember(links: readonly Link[]): void {
    for (const { workspace, visitor, user } of links) {
      const key = `${workspace} ${visitor}`;
      this.users.delete(key);
      this.users.set(key, user);
    }
    for (const oldest of this.users.keys()) {
      if (this.users.size <= CAPACITY) {
        break;
      }
      this.users.delete(oldest);
    }
  }
}
