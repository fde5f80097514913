/** Where `npm start` has the proxy; the user puts the real address. */
const PROXY = 'http://127.0.0.1:8787';

const siteOr = (site: string) => (site === '' ? 'docs.example' : site);

/** Events of a site that nobody added are dropped, so this comes first. */
export const siteExample = (site: string, workspace: string): string =>
  `npx --no-install fawkes-analytics site add ${siteOr(site)} --workspace ${workspace}`;

/** A page's script with the npm package `@plausible-analytics/tracker`; page views are sent by themselves. */
export const trackerExample = (site: string): string =>
  [
    "import { init, track } from '@plausible-analytics/tracker';",
    '',
    '// A page on localhost also needs captureOnLocalhost: true.',
    `init({ domain: '${siteOr(site)}', endpoint: '${PROXY}/api/event' });`,
    "track('Sign Up', { props: { plan: 'free' } });",
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
