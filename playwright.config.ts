import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './tools/find-browser.ts';

/** `PREVIEW_PORT` lets two checkouts run their browser tests at the same time. */
const port = Number(process.env['PREVIEW_PORT'] ?? 4173);
const address = `http://localhost:${port}`;
const executablePath = findChromium();

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '*.spec.ts',
  outputDir: '.test-results/browser',
  fullyParallel: true,
  workers: 2,
  // How long something may hang before it is given up: no measure of speed, machines may be busy.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    baseURL: address,
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    launchOptions: { args: [...chromiumArgs], ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
