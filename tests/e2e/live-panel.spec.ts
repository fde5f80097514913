import { expect, test, type Locator, type Page } from '@playwright/test';
import { startTestGrafana, whyNoGrafana, type TestGrafana } from './fixtures/grafana';
import { startTestProxy, type TestProxy } from './fixtures/proxy';
import { keepScreenshot } from './fixtures/screenshot';

test.skip(whyNoGrafana() !== undefined, whyNoGrafana());
test.setTimeout(240_000);

const DOMAIN = 'live.example';
const ADMIN = `Basic ${Buffer.from('admin:admin').toString('base64')}`;

let proxy: TestProxy;
let grafana: TestGrafana;
test.beforeAll(async () => {
  proxy = await startTestProxy();
  await proxy.call('POST', '/api/v1/workspaces', { name: 'demo' });
  await proxy.call('POST', '/api/v1/sites', { domain: DOMAIN });
  grafana = await startTestGrafana(proxy);
  await createDashboard();
});
test.afterAll(async () => {
  await grafana?.stop();
  await proxy?.stop();
});

/** A number and the log, both watched. */
async function createDashboard(): Promise<void> {
  const datasource = { type: 'fawkes-analytics-datasource', uid: 'fawkes-default' };
  const watched = { refId: 'A', v: 1, live: true, datasource };
  const count = { ...watched, kind: 'trends', interval: 'range', measures: [{ measure: 'events' }] };
  const log = { ...watched, kind: 'events', limit: 20 };
  const panel = (id: number, type: string, title: string, target: object) => {
    return { id, type, title, datasource, targets: [target], gridPos: { x: 0, y: 8 * id, w: 24, h: 8 } };
  };
  const dashboard = {
    uid: 'live',
    title: 'Live',
    panels: [panel(1, 'stat', 'Events', count), panel(2, 'table', 'Log', log)],
  };
  const response = await fetch(`${grafana.address}/api/dashboards/db`, {
    method: 'POST',
    headers: { authorization: ADMIN, 'content-type': 'application/json' },
    body: JSON.stringify({ dashboard }),
  });
  expect(await response.text()).toContain('"success"');
}

let sent = 0;
async function send(): Promise<void> {
  sent += 1;
  const event = { id: `e${sent}`, name: `event ${sent}`, site: DOMAIN, user_id: 'ana', url: `https://${DOMAIN}/` };
  await proxy.call('POST', '/api/v1/events', { events: [event] });
}

const number = (page: Page): Locator => page.getByTestId('data-testid Panel header Events');

test('panels move with the events, without a refresh, and go on when the proxy was restarted', async ({ page }) => {
  await send();
  await page.goto(`${grafana.address}/d/live?from=now-15m&to=now`);
  await expect(number(page)).toContainText('1');
  await expect(page.getByText('event 1', { exact: true })).toBeVisible();

  await send();
  await expect(number(page)).toContainText('2');
  await expect(page.getByText('event 2', { exact: true })).toBeVisible();

  await proxy.restart(async () => {
    await expect(page.getByText('event 2', { exact: true })).toBeVisible();
  });
  await send();
  await expect(number(page)).toContainText('3', { timeout: 60_000 });
  await expect(page.getByText('event 3', { exact: true })).toBeVisible();
  await send();
  await expect(number(page)).toContainText('4');
  await keepScreenshot(page, 'live-panel');
});
