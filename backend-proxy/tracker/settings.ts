/** What the script's own tag says. */
export interface Settings {
  /** The site's name in the proxy, or several with commas. */
  domain: string;
  /** Where events go. */
  api: string;
  /** `data-hash`: the part after # is a page of its own. */
  hashRouting: boolean;
  /** `data-manual`: page views are sent by the page itself. */
  manual: boolean;
  /** Pages on localhost are counted, too. */
  localhost: boolean;
}

const LOOPBACK = /^(localhost|127(\.\d+){0,2}\.\d+|\[::1\])$/;

/** Reads `<script defer data-domain="docs.example" src="https://proxy.example/js/script.js">`. */
export function readSettings({ dataset, src }: HTMLScriptElement): Settings {
  const api = dataset['api'] || new URL('../api/event', src).href;
  return {
    domain: dataset['domain'] || location.hostname,
    api,
    hashRouting: 'hash' in dataset,
    manual: 'manual' in dataset,
    // A proxy on the visitor's own machine is there to try things out.
    localhost: 'localhost' in dataset || LOOPBACK.test(new URL(api, location.href).hostname),
  };
}

/** Why events of this page and browser do not count; undefined where they do. */
export function whyIgnored({ localhost }: Settings): string | undefined {
  if (!localhost && (LOOPBACK.test(location.hostname) || location.protocol === 'file:')) {
    return 'this page is on localhost; add data-localhost to the script tag to count it';
  }
  if (navigator.webdriver) {
    return 'this browser is automated';
  }
  try {
    return localStorage.getItem('plausible_ignore') === 'true' ? 'localStorage.plausible_ignore is set' : undefined;
  } catch {
    // Storage can be forbidden; then nobody asked for anything.
    return undefined;
  }
}
