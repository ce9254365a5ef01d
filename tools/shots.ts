/**
 * Pictures of the built site for the eye: `npm run build && npm run shots`. Three sizes, both themes, both languages, at the
 * start and at the deciding step, into `.test-results/shots/`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { chromiumArgs, findChromium } from './find-browser.ts';

const slug = process.argv[2] ?? 'bridge-subnet-collision';
const folder = '.test-results/shots';
const sizes = { wide: [1440, 900], small: [1024, 768], phone: [390, 844] } as const;

/** Where the answer turns the wrong way: the link a colleague would be sent. */
const deciding = process.argv[3] ?? '#watch/0.r.r550.route.1';

const { DIST: outDir = 'dist' } = process.env;
const server = await preview({ build: { outDir }, logLevel: 'error' });
const site = server.resolvedUrls?.local[0] ?? '';
const executablePath = findChromium();
const browser = await chromium.launch({ args: [...chromiumArgs], ...(executablePath ? { executablePath } : {}) });
mkdirSync(folder, { recursive: true });
for (const [name, [width, height]] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const language of ['ko', 'en']) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        deviceScaleFactor: name === 'phone' ? 2 : 1,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const shoot = async (moment: string) => {
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${language}-${moment}.png`) });
      };
      await page.goto(`${site}${language}/${slug}/`);
      await page.locator('[data-action="next"]:enabled').waitFor();
      await shoot('start');
      await page.goto('about:blank');
      await page.goto(`${site}${language}/${slug}/${deciding}`);
      await page.locator('[data-action="next"]:enabled').waitFor();
      await shoot('deciding');
      if (name !== 'small') {
        await page.goto(`${site}${language}/`);
        await shoot('home');
      }
      await context.close();
    }
  }
}
await browser.close();
await server.close();
console.log(`pictures are in ${folder}/`);
