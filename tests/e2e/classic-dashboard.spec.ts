import type { Page } from '@playwright/test';
import { dashboard } from '../dashboards/dashboard';
import { whyNoGrafana } from './fixtures/grafana';
import { startTestPrometheus, whyNoPrometheus } from './fixtures/prometheus';
import { keepScreenshot } from './fixtures/screenshot';
import { expect, test } from './fixtures/test';

test.skip(whyNoGrafana() !== undefined, whyNoGrafana());

// High enough for all: panels out of sight ask nothing until one scrolls to them.
test.use({ viewport: { width: 1440, height: 2900 } });

/** Every panel is there and shows something, and none complains. */
async function hasDataInEachPanel(page: Page, name: 'classic' | 'classic-prometheus'): Promise<void> {
  for (const { title, type } of dashboard(name).panels) {
    if (type !== 'row') {
      await expect(page.getByTestId(`data-testid Panel header ${title}`)).toBeVisible();
    }
  }
  await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  await expect(page.getByText(/^No data$|^Data is missing/)).toHaveCount(0);
  await expect(page.getByTestId('data-testid Panel status error')).toHaveCount(0);
}

for (const theme of ['dark', 'light'] as const) {
  test(`the earlier service’s dashboard over the events, ${theme}`, async ({ page, grafana }) => {
    await page.goto(`${grafana.address}/d/fawkes-classic?var-datasource=fawkes-demo&theme=${theme}`);
    await hasDataInEachPanel(page, 'classic');
    // Rows are named by what they are about.
    for (const name of ['Deploy Application', 'Power Users', 'First Deployment']) {
      await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
    }
    await keepScreenshot(page, `classic-dashboard-${theme}`);
  });
}

test('the same over Prometheus', async ({ page, grafana, fawkes }) => {
  test.skip(whyNoPrometheus() !== undefined, whyNoPrometheus());
  const prometheus = await startTestPrometheus(fawkes.address);
  try {
    const credentials = Buffer.from('admin:admin').toString('base64');
    const added = await fetch(`${grafana.address}/api/datasources`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${credentials}` },
      body: JSON.stringify({
        name: 'Prometheus',
        uid: 'prom',
        type: 'prometheus',
        access: 'proxy',
        url: prometheus.address,
      }),
    });
    expect(added.status).toBe(200);
    for (const { targets = [] } of dashboard('classic-prometheus').panels) {
      for (const { expr } of targets) {
        await expect.poll(() => prometheus.query(expr as string)).not.toEqual([]);
      }
    }
    for (const theme of ['dark', 'light']) {
      await page.goto(
        `${grafana.address}/d/fawkes-classic-prometheus?var-datasource=prom&from=now-15m&to=now&theme=${theme}`
      );
      await hasDataInEachPanel(page, 'classic-prometheus');
      await keepScreenshot(page, `classic-dashboard-prometheus-${theme}`);
    }
  } finally {
    await prometheus.stop();
  }
});
