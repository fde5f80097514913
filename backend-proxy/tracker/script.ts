import { watchPageViews } from './page-views';
import { readSettings, whyIgnored, type Settings } from './settings';

/** The tracker that `GET /js/script.js` serves: page views by themselves, and `window.plausible` for all else. */

interface Options {
  props?: Record<string, string | number | boolean>;
  revenue?: { amount: number | string; currency: string };
  interactive?: boolean;
  /** The page's URL in place of the address bar's. */
  u?: string;
  url?: string;
  /** Called with the answer's status or the error; with nothing where the event is not sent. */
  callback?: (outcome?: { status: number } | { error: unknown }) => void;
}

type Plausible = {
  (name: string, options?: Options): void;
  /** What the page called before the script was there. */
  q?: Array<[name: string, options?: Options]>;
  /** The script is there. */
  l?: true;
};

declare global {
  interface Window {
    plausible?: Plausible;
  }
}

const script = document.currentScript ?? document.querySelector('script[src$="/js/script.js"]');

// A page that names the script twice is still one page.
if (!window.plausible?.l && script instanceof HTMLScriptElement) {
  start(readSettings(script));
}

function start(settings: Settings): void {
  const queue = window.plausible?.q ?? [];
  const plausible: Plausible = (name, options = {}) => {
    const ignored = whyIgnored(settings);
    if (ignored) {
      warn(`${name} is not sent: ${ignored}.`);
      options.callback?.();
    } else {
      send(name, options, settings);
    }
  };
  plausible.l = true;
  window.plausible = plausible;
  queue.forEach((call) => plausible(...call));
  if (!settings.manual) {
    watchPageViews(() => plausible('pageview'), settings.hashRouting);
  }
}

function send(name: string, options: Options, { api, domain, hashRouting }: Settings): void {
  const { props, revenue, interactive, callback } = options;
  const event = {
    n: name,
    u: options.u ?? options.url ?? location.href,
    d: domain,
    r: document.referrer || null,
    p: props,
    $: revenue,
    i: interactive,
    h: hashRouting || undefined,
  };
  // As plain text, for which no browser asks the server first; kept alive, since the page may be left by the same click.
  fetch(api, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    credentials: 'omit',
    keepalive: true,
    body: JSON.stringify(event),
  }).then(
    ({ status, headers }) => {
      if (status >= 400) {
        warn(`${name} was refused with status ${status}.`);
      } else if (headers.has('x-plausible-dropped')) {
        warn(
          `${name} was dropped: ${domain} was not added as a site, this browser looks like a bot, or it was counted a moment ago.`
        );
      }
      callback?.({ status });
    },
    (error: unknown) => callback?.({ error })
  );
}

function warn(text: string): void {
  console.warn(`Analytics: ${text}`);
}
