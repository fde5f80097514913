import { dashboard } from '../dashboards/dashboard';
import { whyNoGrafana } from './fixtures/grafana';
import { openWithData } from './fixtures/panels';
import { startTestPrometheus, whyNoPrometheus } from './fixtures/prometheus';
import { keepScreenshot } from './fixtures/screenshot';
import { expect, test } from './fixtures/test';

test.skip(whyNoGrafana() !== undefined, whyNoGrafana());

// High enough for all: panels out of sight ask nothing until one scrolls to them.
test.use({ viewport: { width: 1440, height: 2900 } });

for (const theme of ['dark', 'light'] as const) {
  test(`the earlier service’s dashboard over the events, ${theme}`, async ({ page, grafana }) => {
    const address = `${grafana.address}/d/fawkes-classic?var-datasource=fawkes-demo&theme=${theme}`;
    await openWithData(page, address, dashboard('classic'));
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
      const query = `var-datasource=prom&from=now-15m&to=now&theme=${theme}`;
      await openWithData(
        page,
        `${grafana.address}/d/fawkes-classic-prometheus?${query}`,
        dashboard('classic-prometheus')
      );
      await keepScreenshot(page, `classic-dashboard-prometheus-${theme}`);
    }
  } finally {
    await prometheus.stop();
  }
});
