import type { Page } from '@playwright/test';
import { whyNoGrafana } from './fixtures/grafana';
import { keepScreenshot } from './fixtures/screenshot';
import { expect, test } from './fixtures/test';

test.skip(whyNoGrafana() !== undefined, whyNoGrafana());

/** A page of the app over one workspace's events. */
const app = (where: string, datasource: 'fawkes-default' | 'fawkes-demo', more = '') =>
  `/a/fawkes-analytics-app/${where}?from=now-7d&to=now&var-ds=${datasource}${more}`;

/** The page has its numbers, and no panel complains. */
async function settled(page: Page, panel: string): Promise<void> {
  await expect(page.getByText(panel, { exact: true }).first()).toBeVisible();
  const loading = page.getByLabel('Panel loading bar');
  await expect(loading).toHaveCount(0);
  // What has come into sight asks only then. The network never is idle: a graph of nodes has workers.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(loading).toHaveCount(0);
  await expect(page.getByTestId('data-testid Panel status error')).toHaveCount(0);
}

test('Usage and Funnels show the events of a real tracker', async ({ page, grafana, shop, fawkes }) => {
  await page.setViewportSize({ width: 1440, height: 2600 });
  await page.goto(`${shop.address}/grafana`);
  await page.waitForFunction(() => 'ready' in window);
  await Promise.all([
    page.waitForResponse((response) => response.url() === `${fawkes.address}/api/event`),
    page.getByText('Sign up').click(),
  ]);

  await page.goto(grafana.address + app('usage', 'fawkes-default', `&var-site=${shop.domain}`));
  await settled(page, 'Top pages');
  await expect(page.getByText('/grafana', { exact: true }).first()).toBeVisible();
  await keepScreenshot(page, 'usage-own-events');

  await page.getByRole('tab', { name: 'Funnels' }).click();
  await page.waitForURL('**/funnels**');
  expect(new URL(page.url()).searchParams.get('var-site')).toBe(shop.domain);
  await settled(page, 'Step by step');
  await keepScreenshot(page, 'funnels-own-events');
});

test('one thing of a list opens on its page, keeps what is chosen, and leads back', async ({ page, grafana }) => {
  await page.setViewportSize({ width: 1440, height: 2600 });
  const chosen = '&var-site=docs.demo.example&var-segment=Power%20Users';
  for (const [where, table, first, shows, back] of [
    ['adoption', 'Every feature', 'View Documentation', 'People who used it', 'All features'],
    ['experiments', 'Every experiment', 'template-gallery-1', 'Can the numbers be believed?', 'All experiments'],
    ['segments', 'What they are like', 'Regular Users', 'What stands out of them', 'All segments'],
  ] as const) {
    await page.goto(grafana.address + app(where, 'fawkes-demo', where === 'segments' ? '' : chosen));
    await settled(page, table);
    await page.getByRole('link', { name: first, exact: true }).first().click();
    await settled(page, shows);
    await expect(page.getByRole('heading', { name: first })).toBeVisible();
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('var-ds')).toBe('fawkes-demo');
    expect(searchParams.get('from')).toBe('now-7d');
    if (where !== 'segments') {
      expect(searchParams.get('var-segment')).toBe('Power Users');
    }
    await page.getByRole('button', { name: back }).click();
    await settled(page, table);
    await page.goBack();
    await settled(page, shows);
  }
});

test('a link to what is not there says so, and the page stands', async ({ page, grafana }) => {
  await page.goto(grafana.address + app('experiments', 'fawkes-demo', '&var-experiment=nobody'));
  await expect(page.getByText(/Nobody was exposed to an experiment "nobody"/).first()).toBeVisible();
  await page.getByRole('button', { name: 'All experiments' }).click();
  await settled(page, 'Every experiment');
});

for (const theme of ['dark', 'light'] as const) {
  // High enough for the whole page: panels out of sight ask nothing until one scrolls to them.
  for (const { width, height, name } of [
    { width: 1440, height: 2600, name: 'wide' },
    { width: 420, height: 5600, name: 'narrow' },
  ]) {
    test(`the pages over demo data, ${theme}, ${name}`, async ({ page, grafana }) => {
      await page.setViewportSize({ width, height });
      for (const [where, panel] of [
        ['overview', 'Top pages'],
        ['usage', 'Top pages'],
        ['adoption', 'Every feature'],
        ['experiments', 'Every experiment'],
        ['segments', 'What they are like'],
        ['funnels', 'Step by step'],
        ['live', 'Events as they arrive'],
      ] as const) {
        await page.goto(grafana.address + app(where, 'fawkes-demo', `&theme=${theme}`));
        await settled(page, panel);
        await expect(page.getByText('Demo data').first()).toBeVisible();
        await keepScreenshot(page, `${where}-demo-${theme}-${name}`);
      }
    });
  }
}
