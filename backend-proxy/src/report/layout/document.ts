import { html, type Html } from '../html';
import { ICON_PATH, STYLE_PATH } from '../assets';

interface Document {
  title: string;
  body: Html;
  /** What stands at the right of the page's head. */
  head?: Html;
  /** Seconds until the browser asks again by itself. */
  refresh?: number;
}

/** A whole document in the look of all pages. */
export function documentOf({ title, body, head, refresh }: Document): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${refresh !== undefined && html`<meta http-equiv="refresh" content="${refresh}" />`}
        <title>${title} – Fawkes Analytics</title>
        <link rel="icon" href="${ICON_PATH}" type="image/svg+xml" />
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the numbers</a>
        <header class="top-bar">
          <div class="wrap">
            <span class="brand"><img src="${ICON_PATH}" alt="" width="24" height="24" />Fawkes Analytics</span>
            ${head}
          </div>
        </header>
        ${body}
      </body>
    </html>`.markup;
}
