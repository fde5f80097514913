import { html, type Html } from '../html';
import type { Visit } from '../visit';

/** Generated events fill it, so that one's own belong elsewhere. */
const DEMO = 'demo';

/** How a first event is sent, with this very proxy's address and a site of the workspace. */
export function firstEvent(visit: Visit): Html {
  const workspace = visit.workspace === DEMO ? 'default' : visit.workspace;
  const known = visit.workspace === workspace ? (visit.choices.site ?? visit.sites[0]) : undefined;
  const site = known ?? 'docs.example';
  return html`<div class="examples">
    ${known === undefined && example('Tell the proxy about your site, once', siteExample(site, workspace))}
    ${example('From a page: paste this into its head', scriptExample(site, visit.proxy))}
    ${example('From a service or by hand', curlExample(site, visit.proxy, workspace))}
  </div>`;
}

function example(title: string, text: string): Html {
  return html`<section class="example">
    <h3>${title}</h3>
    <pre><code>${text}</code></pre>
  </section>`;
}

const siteExample = (site: string, workspace: string): string =>
  `npx --no-install fawkes-analytics site add ${site}${workspace === 'default' ? '' : ` --workspace ${workspace}`}`;

const scriptExample = (site: string, proxy: string): string =>
  [
    `<script defer data-domain="${site}" src="${proxy}/js/script.js"></script>`,
    '',
    '// Page views are sent by themselves; anything else as',
    "plausible('Sign Up', { props: { plan: 'free' } });",
  ].join('\n');

const curlExample = (site: string, proxy: string, workspace: string): string =>
  [
    `TOKEN=$(npx --no-install fawkes-analytics token create --workspace ${workspace} --role ingest)`,
    `curl ${proxy}/api/v1/events \\`,
    '  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\',
    `  -d '{"events":[{"name":"Sign Up","site":"${site}","user_id":"u1"}]}'`,
  ].join('\n');
