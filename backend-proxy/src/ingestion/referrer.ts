import { knownSource } from './known-sources';
import { parseUrl } from './page-url';

/** `source` is a known name or a host; both are '' where nobody sent the visitor. */
interface Referrer {
  referrer: string;
  source: string;
}

const NONE: Referrer = { referrer: '', source: '' };

/** Where a visitor came from. The site's own hosts count as nowhere; query and fragment, which may tell on people, are cut off. */
export function readReferrer(text: string | null | undefined, ownHosts: readonly string[]): Referrer {
  const url = text ? parse(text) : undefined;
  if (!url?.hostname || ownHosts.some((own) => withoutWww(own) === withoutWww(url.hostname))) {
    return NONE;
  }
  const host = withoutWww(url.hostname);
  return { referrer: `${url.protocol}//${url.host}${url.pathname}`, source: knownSource(host) ?? host };
}

/** Also hosts without a scheme, as servers' logs and hand-written senders have them. */
function parse(text: string): URL | undefined {
  return parseUrl(text) ?? parseUrl(`https://${text}`);
}

export function withoutWww(host: string): string {
  return host.replace(/^www\./u, '');
}
