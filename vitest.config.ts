import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** How long a test may hang before it is given up: no measure of speed, since a loaded machine can be ten times slower. */
const HANG_MS = 60_000;

export default defineConfig({
  test: {
    // Two cores are common on build machines; more workers only compete.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'engine',
          testTimeout: HANG_MS,
          hookTimeout: HANG_MS,
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/ui/**'],
        },
      },
      {
        plugins: [svelte(), svelteTesting()],
        test: {
          name: 'ui',
          testTimeout: HANG_MS,
          hookTimeout: HANG_MS,
          environment: 'jsdom',
          include: ['test/ui/**/*.test.ts'],
          setupFiles: ['test/support/setup-dom.ts'],
        },
      },
    ],
  },
});
