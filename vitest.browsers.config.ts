import { defineConfig } from 'vitest/config';
import type { BrowserName } from './test/other-browsers/support/browser.ts';

/** How long a test may hang before it is given up: no measure of speed. */
const HANG_MS = 60_000;

/** The built site in Firefox and in WebKit: the same tests, once in each, a project for each. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: (['Firefox', 'WebKit'] satisfies BrowserName[]).map((browser) => ({
      test: {
        name: browser,
        include: ['test/other-browsers/*.spec.ts'],
        globalSetup: ['test/other-browsers/support/page-server.ts'],
        provide: { browser },
        testTimeout: HANG_MS,
        hookTimeout: HANG_MS,
        expect: { poll: { timeout: 20_000 } },
      },
    })),
  },
});
