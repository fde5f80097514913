import { knownSource } from './known-sources';
import { memoized } from './memoized';
import { parseUrl } from './page-url';

/** `source` is a known name or a host; both are '' where nobody sent the visitor. */
interface Referrer {
  referrer: string;
  source: string;
}

const NONE: Referrer = { referrer: '', source: '' };

/** Where a visitor came from. The site's own hosts count as nowhere; query and fragment, which may tell on people, are cut off. */
export function readReferrer(text: string | null | undefined, ownHosts: readonly string[]): Referrer {
  const found = text ? read(text) : undefined;
  return !found || ownHosts.some((own) => withoutWww(own) === found.host) ? NONE : found;
}

/** Few pages send most visitors. */
const read = memoized((text): (Referrer & { host: string }) | null => {
  // Also hosts without a scheme, as servers' logs and hand-written senders have them.
  const url = parseUrl(text) ?? parseUrl(`https://${text}`);
  if (!url?.hostname) {
    return null;
  }
  const host = withoutWww(url.hostname);
  return { host, referrer: `${url.protocol}//${url.host}${url.pathname}`, source: knownSource(host) ?? host };
});

export function withoutWww(host: string): string {
  return host.startsWith('www.') ? host.slice('www.'.length) : host;
}
