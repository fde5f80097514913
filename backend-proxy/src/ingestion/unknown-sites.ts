import { domainSchema } from '@fawkes/contract';
import { withoutWww } from './referrer';

/** A domain whose events are dropped, since nobody added it as a site. */
export interface UnknownSite {
  domain: string;
  /** Events dropped since `first`. */
  count: number;
  /** Milliseconds since 1970. */
  first: number;
  last: number;
}

const MOST = 200;

/**
 * Domains that were dropped, of this process and since its start. Whoever makes names up pushes out other rare ones, but
 * neither fills the memory nor drives out a domain that really sends.
 */
export class UnknownSites {
  private readonly sites = new Map<string, UnknownSite>();
  /** All that was dropped, also under names that no site can have. */
  dropped = 0;

  note(domain: string, now: number): void {
    this.dropped += 1;
    const known = this.sites.get(domain);
    if (known) {
      known.count += 1;
      known.last = now;
    } else if (domainSchema.safeParse(domain).success) {
      this.makeRoom();
      this.sites.set(domain, { domain, count: 1, first: now, last: now });
    }
  }

  /** Those with the most events first. */
  list(): UnknownSite[] {
    return [...this.sites.values()].sort((a, b) => b.count - a.count || b.last - a.last);
  }

  /** How many events a site of this domain would have taken. */
  countOf(site: string): number {
    const own = this.list().filter(({ domain }) => domain === site || withoutWww(domain) === site);
    return own.reduce((sum, { count }) => sum + count, 0);
  }

  forget(domain: string): void {
    this.sites.delete(domain);
  }

  private makeRoom(): void {
    if (this.sites.size >= MOST) {
      this.forget(this.list().at(-1)!.domain);
    }
  }
}
