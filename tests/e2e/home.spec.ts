import AxeBuilder from '@axe-core/playwright';
import { keepScreenshot } from './fixtures/screenshot';
import { expect, test } from './fixtures/test';

const PAGES = {
  overview: '/',
  usage: '/usage',
  adoption: '/adoption',
  experiments: '/experiments',
  segments: '/segments',
  funnels: '/funnels',
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`the proxy's own pages are whole and accessible, ${colorScheme}, ${width} wide`, async ({ page, fawkes }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      for (const [name, where] of Object.entries(PAGES)) {
        await page.goto(fawkes.address + where);
        await expect(page.getByText('Demo data').first()).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        await keepScreenshot(page, `home-${name}-${colorScheme}-${width}`);
      }
    });
  }
}

test('a link with a token opens the own workspace, and the token leaves the address', async ({ page, fawkes }) => {
  const { token } = await fawkes.call<{ token: string }>('POST', '/api/v1/tokens', { role: 'read' });
  await page.goto(`${fawkes.address}/?token=${token}`);
  expect(page.url()).toBe(`${fawkes.address}/`);
  await expect(page.getByText('Demo data')).toHaveCount(0);
  expect(await page.content()).not.toContain(token);
});
