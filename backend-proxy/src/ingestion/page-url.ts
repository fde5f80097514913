import type { IncomingEvent } from './incoming-event';

type UrlColumns = Pick<
  IncomingEvent,
  'host' | 'path' | 'utm_source' | 'utm_medium' | 'utm_campaign' | 'utm_content' | 'utm_term'
>;

export const NO_URL: UrlColumns = {
  host: '',
  path: '',
  utm_source: '',
  utm_medium: '',
  utm_campaign: '',
  utm_content: '',
  utm_term: '',
};

/**
 * What an event keeps of its URL, an absolute one or a path of the site; undefined where it is neither.
 * `hashRouting`: the fragment is part of the path, for pages that route by it.
 */
export function readPageUrl(text: string, site: string, hashRouting = false): UrlColumns | undefined {
  const url = parseUrl(text.startsWith('/') ? `https://${site}${text}` : text);
  if (!url || url.protocol === 'data:' || url.protocol === 'javascript:') {
    return undefined;
  }
  const path = readable(url.pathname) + (hashRouting ? readable(url.hash) : '');
  return { ...utmOf(url), host: url.hostname, path: path.startsWith('/') ? path : `/${path}` };
}

export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Most pages have none, and looking for each costs more than the rest of the URL. */
function utmOf(url: URL): Omit<UrlColumns, 'host' | 'path'> {
  if (!url.search.includes('utm_')) {
    return NO_URL;
  }
  const { searchParams } = url;
  const utm = (name: string) => searchParams.get(`utm_${name}`)?.trim() ?? '';
  return {
    utm_source: utm('source'),
    utm_medium: utm('medium'),
    utm_campaign: utm('campaign'),
    utm_content: utm('content'),
    utm_term: utm('term'),
  };
}

/** Percent-encoded letters as people read them; `/`, `?` and `#` stay encoded, so that the path keeps its parts. */
function readable(encoded: string): string {
  if (!encoded.includes('%')) {
    return encoded;
  }
  try {
    const decoded = decodeURI(encoded);
    return /\p{Cc}/u.test(decoded) ? encoded : decoded;
  } catch {
    return encoded;
  }
}
