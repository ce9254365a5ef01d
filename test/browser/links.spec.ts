import { expect, test, type Page } from '@playwright/test';
import { lesson, next, openLesson, stateOf, stepUntil } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block', permissions: ['clipboard-read', 'clipboard-write'] });

async function copiedLink(page: Page): Promise<string> {
  await page.locator('[data-action="share"]').click();
  await page.locator('[data-action="copy-link"]').click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a link opens the same step for somebody else', async ({ page, browser }) => {
  await openLesson(page, 'en');
  await stepUntil(page, ({ disposition }) => disposition === 'neighbour-unreachable');
  const mine = await stateOf(page);
  const link = await copiedLink(page);

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(link);
  await expect(theirs.locator('[data-action="next"]')).toBeEnabled();
  expect(await stateOf(theirs)).toMatchObject({ scene: mine['scene'], step: mine['step'], branch: 'main' });
  await other.close();
});

test('the moment of a link is there when the page comes to life, with no shift of the layout', async ({ page }) => {
  await openLesson(page, 'en');
  await next(page);
  await next(page);
  await expect(page).toHaveURL(/#before\//);
  const address = page.url();
  await page.goto('about:blank');
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen, shift: 0 });
    new MutationObserver(() => {
      const enabled = document.querySelector('[data-action="next"]:enabled');
      if (enabled) seen.push(document.documentElement.dataset['step'] ?? '');
    }).observe(document, { subtree: true, attributes: true });
  });
  await page.goto(address);
  await expect(page.locator('[data-action="next"]')).toBeEnabled();
  await expect.poll(async () => (await stateOf(page))['step']).toBe('2');
});

test('the address follows at rest, and the language switch keeps the moment', async ({ page }) => {
  await openLesson(page, 'en');
  for (let step = 0; step < 4; step++) await next(page);
  await expect(page).toHaveURL(/#before\/.+/);
  const before = await stateOf(page);
  await page.locator('[data-action="language"]').click();
  await expect(page).toHaveURL(new RegExp(`/ko/${lesson}/#before/`));
  await expect(page.locator('[data-action="next"]')).toBeEnabled();
  expect(await stateOf(page)).toMatchObject({ scene: before['scene'], step: before['step'] });
});

test('steps taken before the page is whole are in the address too', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(/assets\/around-/, async (route) => {
    await held;
    await route.continue();
  });
  await openLesson(page, 'en');
  await next(page);
  await next(page);
  release();
  await expect(page).toHaveURL(/#before\/.+/);
});

test('a branch is an entry in the history', async ({ page }) => {
  await openLesson(page, 'en');
  await next(page);
  await expect(page).toHaveURL(/#before\//);
  await page.getByRole('combobox', { name: 'Scenes' }).selectOption('stop');
  await expect(page).toHaveURL(/#stop/);
  await page.goBack();
  await expect.poll(async () => (await stateOf(page))['scene']).toBe('before');
});

test('what was typed travels in the link', async ({ page, browser }) => {
  await openLesson(page, 'en');
  await page.getByRole('combobox', { name: 'Scenes' }).selectOption('watch');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('combobox', { name: 'Typed at' }).selectOption('pc');
  await page.getByRole('textbox', { name: 'Command' }).fill('ping -c 1 172.42.10.110');
  await page.locator('[data-action="run"]').click();
  await expect.poll(async () => (await stateOf(page))['branch']).toBe('own-1');
  await next(page);
  await next(page);
  const mine = await stateOf(page);
  const link = await copiedLink(page);
  expect(new URL(link).hash).toMatch(/^#v1\./);

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(link);
  await expect.poll(async () => (await stateOf(theirs))['branch']).toBe('own-1');
  expect(await stateOf(theirs)).toMatchObject({ step: mine['step'], steps: mine['steps'] });
  await other.close();
});

test.describe('a link that cannot be read', () => {
  const cases: readonly (readonly [name: string, fragment: string])[] = [
    ['percent signs that say nothing', '#%E0%A4%A'],
    ['a scene there never was', '#no-such-scene/0.f.pc.send.1'],
    ['a step there never was', '#watch/9.r.nowhere.route.7'],
    ['markup', '#<img src=x onerror=alert(1)>'],
    ['a payload cut short', '#v1.AQ'],
    ['a later version', '#v9.AAAA'],
    ['one megabyte', `#${'A'.repeat(1_000_000)}`],
  ];
  for (const [name, fragment] of cases) {
    test(`opens what it can and says what was wrong: ${name}`, async ({ page }) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await openLesson(page, 'en', fragment);
      const notice = page.locator('.notice');
      await expect(notice).toBeVisible();
      await next(page);
      await notice.getByRole('button', { name: 'Dismiss' }).click();
      await expect(notice).toHaveCount(0);
      expect(errors).toEqual([]);
    });
  }
});
