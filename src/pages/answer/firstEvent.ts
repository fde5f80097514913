/** Where `npm start` has the proxy; the user puts the real address. */
const PROXY = 'http://127.0.0.1:8787';

const siteOr = (site: string) => (site === '' ? 'docs.example' : site);

/** Events of a site that nobody added are dropped, so this comes first. */
export const siteExample = (site: string, workspace: string): string =>
  `npx --no-install fawkes-analytics site add ${siteOr(site)} --workspace ${workspace}`;

/** The tracker to paste into a page's head; page views are sent by themselves. */
export const scriptExample = (site: string): string =>
  [
    `<script defer data-domain="${siteOr(site)}" src="${PROXY}/js/script.js"></script>`,
    '',
    '// Anything else that people do:',
    "plausible('Sign Up', { props: { plan: 'free' } });",
  ].join('\n');

/** One event from a shell. */
export const curlExample = (site: string, workspace: string): string =>
  [
    `TOKEN=$(npx --no-install fawkes-analytics token create --workspace ${workspace} --role ingest)`,
    `curl ${PROXY}/api/v1/events \\`,
    '  -H "Authorization: Bearer $TOKEN" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"events":[{"name":"Sign Up","site":"${siteOr(site)}","user_id":"u1"}]}'`,
  ].join('\n');
