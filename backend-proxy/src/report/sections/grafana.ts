import { html, type Html } from '../html';

const APP = 'a/fawkes-analytics-app';

/** Where Grafana is, or how to add one. */
export function grafana(url: string | undefined): Html {
  return url === undefined
    ? html`<p>
          The same numbers in Grafana, with dashboards and alerts: install Grafana 12.4 or newer, then run
          <code>GRAFANA_HOME=/path/to/grafana npm start</code>.
        </p>
        <p>For a Grafana that runs already: <code>GRAFANA_URL=http://user:password@host:3000 npm start</code>.</p>`
    : html`<p>
        The same numbers with dashboards and alerts:
        <a href="${appAddress(url)}" rel="noreferrer">open the app in Grafana</a>.
      </p>`;
}

/** The app in a Grafana, which may stand below a path; a user and password in the address are nobody's business. */
export function appAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/*$/, '/') + APP;
}
