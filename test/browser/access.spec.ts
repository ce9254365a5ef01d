/** WCAG 2.2 AA as far as machines can tell, in every theme, language and state; and what axe leaves out. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { languages, lesson, next, openLesson, stepUntil } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });
test.setTimeout(120_000);

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A control that scrolling has left behind the sticky header is not a small one: scrolls on until none stands there. */
async function clearHeader(page: Page): Promise<void> {
  await page.evaluate(() => {
    const edge = document.querySelector('header.top')?.getBoundingClientRect().bottom ?? 0;
    for (let attempt = 0; attempt < 20; attempt++) {
      const covered = [...document.querySelectorAll('article button, article a, article input')]
        .map((control) => control.getBoundingClientRect())
        .find(({ top, bottom, height }) => height > 0 && top < edge && bottom > 0);
      if (covered === undefined) return;
      scrollBy({ top: covered.top - edge - 4, behavior: 'instant' });
    }
  });
}

async function expectNoFindings(page: Page, state: string): Promise<void> {
  await clearHeader(page);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of languages) {
    test.describe(`${language}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test('home, the first page and the page for wrong addresses', async ({ page, browser }) => {
        await page.goto(`./${language}/`);
        await expectNoFindings(page, 'home');
        await page.goto('./404.html');
        await expectNoFindings(page, 'wrong address');
        const still = await browser.newContext({ javaScriptEnabled: true, colorScheme });
        await still.route('**/language.js', (route) => route.abort());
        const root = await still.newPage();
        await root.goto('./');
        await expectNoFindings(root, 'root');
        await still.close();
      });

      test('the lesson: start, deciding step, every tab, loss', async ({ page }) => {
        await openLesson(page, language);
        await expectNoFindings(page, 'start');
        await stepUntil(page, ({ scene }) => scene === 'watch');
        await expectNoFindings(page, 'watch');
        await stepUntil(page, ({ disposition }) => disposition === 'neighbour-unreachable');
        await expectNoFindings(page, 'lost');
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click();
          await expectNoFindings(page, `tab ${(await tab.textContent()) ?? ''}`);
        }
      });

      test('dialogs, an open question, its answer', async ({ page }) => {
        await openLesson(page, language);
        await page.locator('[data-action="share"]').click();
        await expectNoFindings(page, 'share');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Shift+Slash');
        await expectNoFindings(page, 'help');
        await page.keyboard.press('Escape');
        await page.locator('.tools button, .buttons button').first().click();
        await expectNoFindings(page, 'transcript');
        await page.keyboard.press('Escape');
        for (let step = 0; step < 300 && !(await page.locator('.prediction.open').count()); step++) await next(page);
        await expectNoFindings(page, 'question');
        await page.locator('.prediction.open').getByRole('radio').first().check();
        await page.locator('.prediction.open [data-action="answer"]').click();
        await expectNoFindings(page, 'answer');
        await page.locator('[data-action="watch"]').click();
        await page.locator('[data-explain] summary').click();
        await page.locator('[data-explain] form button').click();
        await expectNoFindings(page, 'explanation');
      });
    });
  }
}

for (const [width, height] of [
  [320, 568],
  [390, 844],
  [844, 390],
  [1024, 768],
  [1440, 900],
] as const) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height } });
    for (const language of languages) {
      test(`nothing runs over the edge (${language})`, async ({ page }) => {
        for (const path of [`${language}/`, `${language}/${lesson}/`]) {
          await page.goto(`./${path}`);
          await page.waitForLoadState('networkidle');
          const { wanted, given } = await page.evaluate(() => ({
            wanted: document.documentElement.scrollWidth,
            given: document.documentElement.clientWidth,
          }));
          expect(wanted, path).toBeLessThanOrEqual(given);
        }
      });

      test(`controls are large enough (${language})`, async ({ page }) => {
        await openLesson(page, language);
        await next(page);
        const least = width < 860 || height < 500 ? 44 : 24;
        const small = await page.evaluate((least) => {
          const targets = document.querySelectorAll<HTMLElement>(
            'button, select, input:not([type="radio"]), [role="slider"], a',
          );
          return [...targets].flatMap((target) => {
            const { width, height } = target.getBoundingClientRect();
            const isInText = target.matches('p a, li a:not(.beats a), p .term, li .term');
            const isShown = width > 0 && height > 0 && !target.closest('.skip-link');
            const isSmall = Math.round(height) < least || Math.round(width) < Math.min(least, 44);
            return isShown && !isInText && isSmall ? [`${target.outerHTML.slice(0, 90)} ${width}x${height}`] : [];
          });
        }, least);
        expect(small).toEqual([]);
      });
    }
  });
}

test('text spacing as WCAG 1.4.12 asks for loses nothing', async ({ page }) => {
  await openLesson(page, 'en');
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      element.style.setProperty('line-height', '1.5', 'important');
      element.style.setProperty('letter-spacing', '0.12em', 'important');
      element.style.setProperty('word-spacing', '0.16em', 'important');
    }
  });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
});
