import { Recent } from './recent';

const DOUBLED_MS = 1000;

/** Tells page views that a page's own script and a tracker's hook both sent. */
export class DoubledViews {
  private readonly seen = new Recent(DOUBLED_MS);

  /** Whether the visitor's view of the URL was counted at most a second ago; if not, it counts now. */
  isDoubled(site: string, visitor: string, url: string, now: number): boolean {
    const key = JSON.stringify([site, visitor, url]);
    if (this.seen.has(key, now)) {
      return true;
    }
    this.seen.remember(key, now);
    return false;
  }
}
