import { createHmac } from 'node:crypto';
import { Recent } from './recent';

/** The salt of the day (UTC) and, where it is still kept, of the day before. */
export interface DailySalts {
  current: Buffer;
  previous?: Buffer;
}

/** Who sent a page's event. Both are hashed here and go no further. */
export interface Sender {
  ip: string;
  userAgent: string;
}

const VISIT_GAP_MS = 30 * 60_000;

/** Names anonymous visitors for a day, and lets a visit that crosses midnight keep its name. */
export class VisitorIds {
  private readonly seen = new Recent(VISIT_GAP_MS);

  /** A visitor seen in the last 30 minutes under yesterday's salt keeps that id; `now` is in milliseconds since 1970. */
  idOf(site: string, sender: Sender, salts: DailySalts, now: number): string {
    const yesterday = salts.previous && hash(salts.previous, site, sender);
    const id = yesterday && this.seen.has(yesterday, now) ? yesterday : hash(salts.current, site, sender);
    this.seen.remember(id, now);
    return id;
  }
}

function hash(salt: Buffer, site: string, { ip, userAgent }: Sender): string {
  return createHmac('sha256', salt)
    .update(JSON.stringify([site, ip, userAgent]))
    .digest('hex')
    .slice(0, 32);
}
