/** Makes sure that a Chromium is there for the browser tests, or says exactly what to do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { findChromium } from './find-browser.ts';

type Found = { readonly ok: true } | { readonly ok: false; readonly advice: string };

const advice =
  'no Chromium found. Install Chromium or Chrome, or run `npx playwright install chromium`, ' +
  'or set CHROMIUM_PATH to an installed one; then run `npm test` again';

export function findOrInstallChromium(): Found {
  if (hasChromium()) return { ok: true };
  process.stdout.write('\nNo Chromium found; installing one.\n');
  if (isRootOnDebian()) {
    command('apt-get', ['update']);
    command('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  }
  if (!hasChromium()) command(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  return hasChromium() ? { ok: true } : { ok: false, advice };
}

/** Installed on the machine, or kept by Playwright. */
function hasChromium(): boolean {
  return findChromium() !== undefined || existsSync(chromium.executablePath());
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function command(program: string, programArguments: readonly string[]): void {
  spawnSync(program, programArguments, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 5 * 60_000,
  });
}
