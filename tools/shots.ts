/**
 * Pictures of the built site for the eye: `npm run build && npm run shots`. Three sizes, both themes, both languages, at the
 * start and at the deciding step, into `.test-results/shots/`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { chromiumArgs, findChromium } from './find-browser.ts';

const slug = process.argv[2] ?? 'bridge-subnet-collision';
const folder = '.test-results/shots';
const sizes = { wide: [1440, 900], small: [1024, 768], phone: [390, 844] } as const;

/** Steps on, past questions, to the first step whose decision has a losing line that would have led home. */
async function goToDecidingStep(page: Page): Promise<void> {
  const html = page.locator('html');
  for (let step = 0; step < 400; step++) {
    const isThere =
      (await html.getAttribute('data-scene')) === 'watch' &&
      (await page.locator('.inspector mark').count()) > 0 &&
      (await page.locator('.inspector dl dt').count()) > 0;
    if (isThere) return;
    const skip = page.locator('.now [data-action="skip"]');
    if (await skip.count()) await skip.click();
    else await page.locator('[data-action="next"]').click();
  }
  throw new Error('no deciding step was found');
}

const server = await preview({ preview: { port: 4391, strictPort: true }, logLevel: 'error' });
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
      await page.goto(`http://localhost:4391/${language}/${slug}/`);
      await page.locator('[data-action="next"]:enabled').waitFor();
      await shoot('start');
      await goToDecidingStep(page);
      await shoot('deciding');
      if (name !== 'small') {
        await page.goto(`http://localhost:4391/${language}/`);
        await shoot('home');
      }
      await context.close();
    }
  }
}
await browser.close();
await server.close();
console.log(`pictures are in ${folder}/`);
