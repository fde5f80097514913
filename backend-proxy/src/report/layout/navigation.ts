import { addressOf, PAGES, type PageName } from '../choices';
import { html, type Html } from '../html';
import type { Visit } from '../visit';
import { appAddress } from '../sections/grafana';

/** The pages, with the choices kept from one to the next. */
export function navigation({ page, choices, grafanaUrl }: Visit): Html {
  const names = Object.keys(PAGES) as PageName[];
  return html`<nav class="pages" aria-label="Pages">
      ${names.map((name) => {
        const current = name === page && html`aria-current="page"`;
        return html`<a href="${addressOf(name, choices)}" ${current}>${PAGES[name].title}</a>`;
      })}
    </nav>
    <nav class="elsewhere" aria-label="Elsewhere">
      ${grafanaUrl && html`<a href="${appAddress(grafanaUrl)}" rel="noreferrer">Grafana</a>`}
      <a href="/docs">API</a>
    </nav>`;
}
