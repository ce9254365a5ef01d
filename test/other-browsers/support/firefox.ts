import puppeteer, { type KeyInput } from 'puppeteer-core';
import { wide, type Browser, type LaunchOptions } from './browser.ts';

/** Firefox over WebDriver BiDi, the only way into a Debian Firefox that needs no driver to be downloaded. */
export async function launchFirefox(executablePath: string, { still }: LaunchOptions): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // BiDi cannot emulate the system's setting; this preference is the setting.
    extraPrefsFirefox: { 'ui.prefersReducedMotion': still ? 1 : 0 },
  });
  const page = await browser.newPage();
  let log: string[] = [];
  page.on('pageerror', (error) => log.push(error instanceof Error ? error.message : String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') log.push(message.text());
  });
  return {
    async open(address, size = wide) {
      await page.goto('about:blank');
      // What the page before had not loaded yet when it was left is no complaint of this one.
      log = [];
      await page.setViewport(size);
      await page.goto(address);
    },
    inPage: (body, ...given) => page.evaluate(body as unknown as (...given: unknown[]) => never, ...given),
    click: (selector) => page.click(selector),
    press: (key) => page.keyboard.press(key as KeyInput),
    type: (text) => page.keyboard.type(text),
    async back() {
      await page.goBack();
    },
    async picture() {
      return Buffer.from(await page.screenshot());
    },
    logged() {
      const taken = log;
      log = [];
      return taken;
    },
    close: () => browser.close(),
  };
}
