import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { spawn } from 'node:child_process';
import { Builder, By, Capabilities, Key, type WebDriver } from 'selenium-webdriver';
import type { WebKit } from '../../../tools/find-browser.ts';
import { wide, type Browser, type LaunchOptions, type Size } from './browser.ts';
import { openDisplay } from './display.ts';
import { framePath } from './page-server.ts';

/** The narrowest window has 447 px inside; what is narrower stands in a frame, which is as good to its page. */
const narrowestPx = 450;

/** A window's own bars, at most. */
const barsPx = 120;

/** WebKitGTK: the engine of Safari, in a small browser on a screen of its own. */
export async function launchWebKit(programs: WebKit, { still }: LaunchOptions): Promise<Browser> {
  const display = await openDisplay(programs.screen);
  const settings = settingsFolder(still);
  const port = await freePort();
  const server = spawn(programs.driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display.name, XDG_CONFIG_HOME: settings },
  });
  const end = () => {
    server.kill();
    display.close();
    rmSync(settings, { recursive: true, force: true });
  };
  try {
    await listening(port);
    const driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(
        new Capabilities({
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation'] },
        }),
      )
      .build();
    await driver.manage().setTimeouts({ script: 60_000 });
    return browserOf(driver, end);
  } catch (error) {
    end();
    throw error;
  }
}

function browserOf(driver: WebDriver, end: () => void): Browser {
  return {
    async open(address, size = wide) {
      await driver.switchTo().defaultContent();
      await driver.get('about:blank');
      if (size.width >= narrowestPx) {
        await fitWindow(driver, size);
        return driver.get(address);
      }
      await fitWindow(driver, wide);
      await driver.get(new URL(framePath, address).href);
      await driver.executeAsyncScript(openInFrame, address, size.width, size.height);
      await driver.switchTo().frame(driver.findElement(By.css('iframe')));
    },
    inPage: (body, ...given) =>
      driver.executeAsyncScript(
        `const given = [...arguments]; const done = given.pop();
         Promise.resolve((${body.toString()})(...given)).then(done);`,
        ...given,
      ),
    async click(selector) {
      const element = driver.findElement(By.css(selector));
      // It comes into view at an edge, where something pinned may cover it: then to the middle.
      await element.click().catch(async () => {
        await driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element);
        await element.click();
      });
    },
    press: (key) =>
      driver
        .actions()
        .sendKeys(keys[key] ?? key)
        .perform(),
    type: (text) => driver.actions().sendKeys(text).perform(),
    back: () => driver.navigate().back(),
    async picture() {
      return Buffer.from(await driver.takeScreenshot(), 'base64');
    },
    // WebDriver has no way to it; the page's own ear hears the same.
    logged: () => [],
    async close() {
      await driver.quit().catch(() => {});
      end();
    },
  };
}

const keys: Readonly<Record<string, string>> = {
  ArrowRight: Key.ARROW_RIGHT,
  ArrowLeft: Key.ARROW_LEFT,
  Escape: Key.ESCAPE,
  Enter: Key.ENTER,
  Tab: Key.TAB,
  Space: Key.SPACE,
  Home: Key.HOME,
  End: Key.END,
};

function openInFrame(address: string, width: number, height: number, done: () => void): void {
  const frame = document.createElement('iframe');
  frame.width = String(width);
  frame.height = String(height);
  frame.onload = () => {
    done();
  };
  frame.src = address;
  document.body.append(frame);
}

const insideSize = 'return { width: innerWidth, height: innerHeight }';

/** Makes the page's inside exactly as large as asked. */
async function fitWindow(driver: WebDriver, { width, height }: Size): Promise<void> {
  const window = driver.manage().window();
  const before: Size = await driver.executeScript(insideSize);
  if (before.width === width && before.height === height) return;
  await window.setRect({ x: 0, y: 0, width, height: height + barsPx });
  const inside: Size = await driver.executeScript(insideSize);
  const outside = await window.getRect();
  await window.setRect({
    x: 0,
    y: 0,
    width: outside.width + width - inside.width,
    height: outside.height + height - inside.height,
  });
}

/** GTK reads here whether the reader wants motion; WebKit passes it on as `prefers-reduced-motion`. */
function settingsFolder(still: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-webkit-'));
  for (const version of ['gtk-3.0', 'gtk-4.0']) {
    mkdirSync(join(folder, version));
    writeFileSync(join(folder, version, 'settings.ini'), `[Settings]\ngtk-enable-animations=${still ? 0 : 1}\n`);
  }
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await fetch(`http://127.0.0.1:${port}/status`).catch(() => null)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('WebKitWebDriver does not answer');
}
