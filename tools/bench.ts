/**
 * Measures the built site: `npm run build && npm run bench`. Prints figures and judges nothing, as they move with the machine.
 * Weight in KiB as a server with gzip sends it; times with 1.6 Mbit/s, 150 ms a request and the processor slowed four times
 * (applied by the browser, not estimated), median of five.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { preview } from 'vite';
import { chromiumArgs, findChromium } from './find-browser.ts';

const slug = process.argv[2] ?? 'bridge-subnet-collision';
/** Another folder than `dist` may be measured. */
const { DIST: dist = 'dist' } = process.env;
const runs = 5;

const kib = (bytes: number) => (bytes / 1024).toFixed(1);
const gzipped = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** The page and everything its HTML names for the first step. */
function weigh(page: string): void {
  const html = readFileSync(join(dist, page), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="(?:\.\.\/)*([^"]+\.js)"/g)].map((match) => match[1] ?? '');
  const scripts = [...new Set(named)].reduce((sum, file) => sum + gzipped(file), 0);
  const text = gzipped(page);
  console.log(
    `${page}: HTML ${kib(text)}, JavaScript before the first step ${kib(scripts)}, in all ${kib(text + scripts)} KiB gz`,
  );
}

async function throttle(session: CDPSession, cpu: number, network: boolean): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (!network) return;
  await session.send('Network.enable');
  const bytesPerSecond = (1.6 * 1024 * 1024) / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

async function freshPage(
  browser: Browser,
  viewport: { width: number; height: number },
  network: boolean,
): Promise<Page> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await throttle(await context.newCDPSession(page), 4, network);
  return page;
}

/** LCP, and the moment at which a press on "next" would be answered, in ms from navigation. */
async function firstVisit(browser: Browser, url: string, viewport: { width: number; height: number }) {
  const page = await freshPage(browser, viewport, true);
  await page.addInitScript(() => {
    const seen = { lcp: 0, ready: 0, shift: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      seen.lcp = list.getEntries().at(-1)?.startTime ?? seen.lcp;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver(() => {
      const next = document.querySelector('[data-action="next"]');
      if (seen.ready === 0 && next && !next.hasAttribute('disabled')) seen.ready = performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(url);
  await page.locator('[data-action="next"]:enabled').waitFor();
  await page.waitForTimeout(500);
  const seen = await page.evaluate(
    () => (globalThis as unknown as { seen: { lcp: number; ready: number; shift: number } }).seen,
  );
  await page.context().close();
  return seen;
}

/** From a press on "next" to the paint that follows it, ms, for the first steps of the lesson. Questions are passed. */
async function stepToPaint(browser: Browser, url: string): Promise<readonly number[]> {
  const page = await freshPage(browser, { width: 1440, height: 900 }, false);
  await page.goto(url);
  await page.locator('[data-action="next"]:enabled').waitFor();
  const times = await page.evaluate(async () => {
    const next = document.querySelector<HTMLButtonElement>('[data-action="next"]');
    const measured: number[] = [];
    for (let step = 0; next && step < 30; step++) {
      const skip = document.querySelector<HTMLButtonElement>('.now [data-action="skip"]');
      skip?.click();
      if (skip) await new Promise((resolve) => setTimeout(resolve, 400));
      const began = performance.now();
      next.click();
      await new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        });
      });
      measured.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    return measured;
  });
  await page.context().close();
  return times;
}

for (const page of [`en/${slug}/index.html`, `ko/${slug}/index.html`, 'en/index.html', 'index.html']) weigh(page);
const lazy = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'));
for (const file of lazy) console.log(`  assets/${file}: ${kib(gzipped(`assets/${file}`))} KiB gz`);

const server = await preview({ build: { outDir: dist }, logLevel: 'error' });
const site = server.resolvedUrls?.local[0] ?? '';
const executablePath = findChromium();
const browser = await chromium.launch({ args: [...chromiumArgs], ...(executablePath ? { executablePath } : {}) });
try {
  const url = `${site}en/${slug}/`;
  for (const [name, viewport] of [
    ['wide', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    const visits: Awaited<ReturnType<typeof firstVisit>>[] = [];
    for (let run = 0; run < runs; run++) visits.push(await firstVisit(browser, url, viewport));
    const of = (key: 'lcp' | 'ready' | 'shift') => median(visits.map((visit) => visit[key]));
    console.log(
      `${name}: LCP ${of('lcp').toFixed(0)} ms, step button works at ${of('ready').toFixed(0)} ms, layout shift ${of('shift').toFixed(3)}`,
    );
  }
  const steps = await stepToPaint(browser, url);
  const slowest = Math.max(...steps);
  console.log(
    `step to paint at 4x: median ${median(steps).toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms of ${steps.length}`,
  );
} finally {
  await browser.close();
  await server.close();
}
process.exit(0);
