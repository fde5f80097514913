import { defineConfig } from '@playwright/test';
import { findChromium } from '../../tooling/lib/chromium.mjs';

/** The product as its users have it: a real proxy, a real browser and, where one is at hand, a real Grafana. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../artifacts/browser',
  // Grafana takes its time on a small machine, and all tests share one.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 1,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // Without a window Chromium calls itself HeadlessChrome, whose events count as a bot's.
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      // Trackers take a browser that says it is automated for a robot.
      args: ['--no-sandbox', '--disable-gpu', '--disable-blink-features=AutomationControlled'],
    },
  },
});
