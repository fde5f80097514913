import type { Answer } from '@fawkes/contract';
import type { Page } from '@playwright/test';
import { servePages, type Pages } from './fixtures/pages';
import type { TestProxy } from './fixtures/proxy';
import { expect, test } from './fixtures/test';

/** As a site's owner pastes it: the tag, and what the page calls before the script is there. */
const html = (tag: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Docs</title>
<script>
  window.plausible = window.plausible || function () { (window.plausible.q = window.plausible.q || []).push(arguments) };
</script>
${tag}
</head><body><h1>Docs</h1></body></html>`;

declare global {
  interface Window {
    plausible?: (name: string, options?: object) => void;
    outcomes?: unknown[];
  }
}

let pages: Pages | undefined;
test.afterEach(() => pages?.close());

/** The bodies of the events that the page sends from now on. */
function eventsOf(page: Page): Array<Record<string, unknown>> {
  const sent: Array<Record<string, unknown>> = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/event')) {
      sent.push(JSON.parse(request.postData() ?? ''));
    }
  });
  return sent;
}

function consoleOf(page: Page): string[] {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  return lines;
}

async function counted(fawkes: TestProxy, site: string, property: string): Promise<unknown[][]> {
  const query = {
    refId: 'A',
    v: 1,
    kind: 'top',
    range: { last: '1h' },
    site,
    property,
    measures: [{ measure: 'events' }],
  };
  const { results } = await fawkes.call<{ results: Record<string, Answer> }>('POST', '/api/v1/query', {
    queries: [query],
  });
  return results['A']!.frames[0]!.data.values;
}

test('a pasted script counts page views, those of a single-page app too, and what the page says', async ({
  page,
  fawkes,
}) => {
  await fawkes.call('POST', '/api/v1/sites', { domain: 'script.example' });
  const tag = `<script defer data-domain="script.example" src="${fawkes.address}/js/script.js"></script>`;
  pages = await servePages(
    html(tag).replace('</head>', `<script>plausible('Early', { props: { plan: 'free' } })</script></head>`)
  );
  const sent = eventsOf(page);
  const told = consoleOf(page);
  await page.goto(`${pages.address}/start?utm_source=mail`);
  await page.waitForFunction(() => window.plausible && 'l' in window.plausible);
  await page.evaluate(() => history.pushState({}, '', '/guide'));
  await page.evaluate(() => history.pushState({}, '', '/guide?tab=2#part'));
  await page.goBack();
  await page.goBack();
  await page.waitForURL('**/start?utm_source=mail');

  const outcome = await page.evaluate(
    () =>
      new Promise((resolve) => {
        window.plausible!('Buy', {
          props: { team: 'payments' },
          revenue: { amount: 12.5, currency: 'EUR' },
          interactive: false,
          callback: resolve,
        });
      })
  );
  expect(outcome).toEqual({ status: 202 });
  const path = ({ u }: Record<string, unknown>) => new URL(String(u)).pathname;
  expect(sent.map((event) => [event['n'], path(event)])).toEqual([
    ['Early', '/start'],
    ['pageview', '/start'],
    ['pageview', '/guide'],
    ['pageview', '/start'],
    ['Buy', '/start'],
  ]);
  expect(sent.at(-1)).toMatchObject({
    d: 'script.example',
    p: { team: 'payments' },
    $: { amount: 12.5, currency: 'EUR' },
    i: false,
  });
  // The last page view may count as doubled: it is the first page again, within a second.
  expect(told.filter((line) => !line.includes('counted a moment ago'))).toEqual([]);
  await expect
    .poll(() => counted(fawkes, 'script.example', 'event.name'))
    .toEqual([expect.arrayContaining(['pageview', 'Early', 'Buy']), expect.any(Array)]);
  expect(await counted(fawkes, 'script.example', 'props.plan')).toContainEqual(expect.arrayContaining(['free']));
});

test('a site that nobody added is told in the console', async ({ page, fawkes }) => {
  pages = await servePages(
    html(`<script defer data-domain="nobody.example" src="${fawkes.address}/js/script.js"></script>`)
  );
  const told = consoleOf(page);
  await page.goto(pages.address);
  await expect.poll(() => told).toEqual([expect.stringContaining('nobody.example was not added as a site')]);
});

test.describe('what is not sent, and the console says so', () => {
  /** As if the proxy were elsewhere: one on the visitor's own machine takes events of localhost. */
  async function elsewhere(page: Page, fawkes: TestProxy): Promise<string> {
    const script = await (await fetch(`${fawkes.address}/js/script.js`)).text();
    await page.route('https://proxy.example/js/script.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: script })
    );
    await page.route('https://proxy.example/api/event', (route) => route.fulfill({ status: 202, body: 'ok' }));
    return 'https://proxy.example/js/script.js';
  }

  test('pages on localhost, unless the tag has data-localhost', async ({ page, fawkes }) => {
    const src = await elsewhere(page, fawkes);
    const sent = eventsOf(page);
    const told = consoleOf(page);
    pages = await servePages(html(`<script defer data-domain="d.example" src="${src}"></script>`));
    await page.goto(pages.address);
    await expect.poll(() => told).toEqual([expect.stringContaining('add data-localhost to the script tag')]);
    expect(sent).toEqual([]);
    await pages.close();
    pages = await servePages(html(`<script defer data-localhost data-domain="d.example" src="${src}"></script>`));
    await page.goto(pages.address);
    await expect.poll(() => sent.length).toBe(1);
  });

  test('those of a browser that asked to be left out', async ({ page, fawkes }) => {
    pages = await servePages(
      html(`<script defer data-domain="d.example" src="${fawkes.address}/js/script.js"></script>`)
    );
    await page.addInitScript(() => localStorage.setItem('plausible_ignore', 'true'));
    const sent = eventsOf(page);
    const told = consoleOf(page);
    await page.goto(pages.address);
    await expect.poll(() => told).toEqual([expect.stringContaining('plausible_ignore')]);
    const outcome = await page.evaluate(
      () => new Promise((resolve) => window.plausible!('A', { callback: (all?: unknown) => resolve(all ?? 'nothing') }))
    );
    expect([outcome, sent]).toEqual(['nothing', []]);
  });

  test('page views of their own where the tag has data-manual', async ({ page, fawkes }) => {
    const src = await elsewhere(page, fawkes);
    const sent = eventsOf(page);
    pages = await servePages(html(`<script defer data-manual data-localhost data-hash src="${src}"></script>`));
    await page.goto(pages.address);
    await page.waitForFunction(() => window.plausible && 'l' in window.plausible);
    await page.evaluate(() => window.plausible!('pageview', { u: 'https://d.example/mine' }));
    await expect
      .poll(() => sent)
      .toEqual([{ n: 'pageview', u: 'https://d.example/mine', d: '127.0.0.1', r: null, h: true }]);
  });
});

test('data-hash counts the part after # as a page of its own, and data-api says where to', async ({ page, fawkes }) => {
  const api = 'https://elsewhere.example/collect/api/event';
  await page.route(api, (route) => route.fulfill({ status: 202, body: 'ok' }));
  const tag = `<script defer data-hash data-localhost data-domain="d.example" data-api="${api}" src="${fawkes.address}/js/script.js"></script>`;
  pages = await servePages(html(tag + tag));
  const sent = eventsOf(page);
  await page.goto(`${pages.address}/app#/one`);
  await expect.poll(() => sent.length).toBe(1);
  await page.evaluate(() => (location.hash = '#/two'));
  await expect
    .poll(() => sent.map(({ u, h }) => [new URL(String(u)).hash, h]))
    .toEqual([
      ['#/one', true],
      ['#/two', true],
    ]);
});
