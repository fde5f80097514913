import { AREAS, areaDashboard } from '../dashboards/dashboard';
import { whyNoGrafana } from './fixtures/grafana';
import { openWithData } from './fixtures/panels';
import { keepScreenshot } from './fixtures/screenshot';
import { test } from './fixtures/test';

test.skip(whyNoGrafana() !== undefined, whyNoGrafana());

// High enough for all panels: those out of sight ask nothing until one scrolls to them.
const LOOKS = [
  { theme: 'dark', viewport: { width: 1440, height: 3600 } },
  { theme: 'light', viewport: { width: 390, height: 8000 } },
] as const;

for (const { theme, viewport } of LOOKS) {
  test.describe(`${theme}, ${viewport.width} wide`, () => {
    test.use({ viewport });
    for (const area of AREAS) {
      test(`the dashboard ${area} that comes with the plugin`, async ({ page, grafana }) => {
        const address = `${grafana.address}/d/fawkes-${area}?var-datasource=fawkes-demo&theme=${theme}`;
        await openWithData(page, address, areaDashboard(area));
        await keepScreenshot(page, `dashboard-${area}-${theme}`);
      });
    }
  });
}
