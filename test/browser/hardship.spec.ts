/** What can go wrong around the page, and what must go on all the same. */
import { expect, test } from '@playwright/test';
import { languages, lesson, next, openLesson, stateOf, watchPage } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce' });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const language of languages) {
    test(`the lesson is read to its end, and no control pretends to work (${language})`, async ({ page }) => {
      await page.goto(`./${language}/${lesson}/`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.locator('article section').count()).toBeGreaterThan(8);
      for (const section of await page.locator('article section').all()) await expect(section).toBeVisible();
      for (const button of await page.getByRole('button').all()) await expect(button).toBeHidden();
      await expect(page.locator('.lesson-stage svg').first()).toBeVisible();
    });
  }

  for (const language of languages) {
    test(`a question leads to its answer and back (${language})`, async ({ page }) => {
      await page.goto(`./${language}/${lesson}/`);
      await page.locator('a[href^="answers/#"]').first().click();
      await expect(page).toHaveURL(/\/answers\/#./);
      await expect(page.locator(`:target`)).toContainText('✓');
      await page.getByRole('main').locator('a[href="../"]').click();
      await expect(page).toHaveURL(new RegExp(`/${language}/${lesson}/$`));
    });
  }

  test('the first page leads to both languages', async ({ page }) => {
    await page.goto('./');
    await page.getByRole('link', { name: '한국어로 읽기' }).click();
    await expect(page).toHaveURL(/\/ko\/$/);
  });
});

test.describe('the first page', () => {
  test.use({ locale: 'ko-KR' });
  test('goes on to the reader’s language', async ({ page }) => {
    await page.goto('./');
    await expect(page).toHaveURL(/\/ko\/$/);
  });
  test('remembers the language that was chosen', async ({ page }) => {
    await page.goto('./ko/');
    await page.locator('[data-action="language"]').click();
    await expect(page.locator('[data-action="theme"]')).toBeEnabled();
    await page.goto('./');
    await expect(page).toHaveURL(/\/en\/$/);
  });
});

test('storage switched off: the lesson works, the theme too', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: refuse });
    Object.defineProperty(window, 'sessionStorage', { get: refuse });
  });
  const seen = watchPage(page);
  await openLesson(page, 'en');
  await next(page);
  await page.locator('[data-action="theme"]').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect((await stateOf(page))['step']).toBe('1');
  expect(seen.complaints).toEqual([]);
});

test('the theme is chosen once and stands before the first paint of the next page', async ({ page }) => {
  await openLesson(page, 'en');
  await page.locator('[data-action="theme"]').click();
  await page.locator('[data-action="theme"]').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('./en/', { waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('the engine does not arrive', () => {
  test.use({ serviceWorkers: 'block' });
  test('stepping goes on, the terminal says so and offers to reload at this step', async ({ page }) => {
    await openLesson(page, 'en');
    await page.route(/workbench|worlds\//, (route) => route.abort());
    await next(page);
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await page.getByRole('textbox', { name: 'Command' }).fill('ip route');
    await page.locator('[data-action="run"]').click();
    await expect(page.getByText(/The engine could not be loaded/)).toBeVisible();
    await next(page);
    expect((await stateOf(page))['step']).toBe('2');
    await expect(page).toHaveURL(/#before\//);
    await page.unroute(/workbench|worlds\//);
    await page.getByRole('button', { name: 'Reload at this step' }).click();
    await expect(page.locator('[data-action="next"]')).toBeEnabled();
    expect((await stateOf(page))['step']).toBe('2');
  });

  test('copying is not allowed: the link stands ready to be copied by hand', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await openLesson(page, 'en');
    await page.locator('[data-action="share"]').click();
    await page.locator('[data-action="copy-link"]').click();
    await expect(page.getByText(/did not allow copying/)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Link to this step' })).toBeFocused();
  });
});

test.describe('the other scenes do not arrive', () => {
  test.use({ serviceWorkers: 'block' });
  test('the first scene is walked all the same; a reload brings the rest, at the moment of the link', async ({
    page,
  }) => {
    await page.route(/scenes\.[0-9a-f]+\.json/, (route) => route.abort());
    await openLesson(page, 'en', '#watch');
    await expect(page.getByText(/could not be loaded/)).toBeVisible();
    await page.keyboard.press('ArrowRight');
    expect(await stateOf(page)).toMatchObject({ scene: 'before', step: '1' });
    await page.unroute(/scenes\.[0-9a-f]+\.json/);
    await page.goto(`./en/${lesson}/#watch`);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-scene', 'watch');
  });
});

test.describe('without a network, after the first visit', () => {
  test('the lesson opens, in both languages, and its terminal answers', async ({ page, context }) => {
    await openLesson(page, 'en');
    await page.evaluate(async () => navigator.serviceWorker.ready);
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state))
      .toBe('activated');
    await context.setOffline(true);
    await openLesson(page, 'ko');
    await next(page);
    await openLesson(page, 'en');
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await page.getByRole('textbox', { name: 'Command' }).fill('hostname');
    await page.locator('[data-action="run"]').click();
    await expect(page.locator('.log pre')).toHaveCount(2);
  });
});

test('an unknown address is answered by a page that helps on', async ({ page }) => {
  await page.goto('./404.html');
  await expect(page.getByRole('link', { name: 'To the home page' })).toBeVisible();
});

for (const path of ['en/', 'ko/', `en/${lesson}/`, `ko/${lesson}/`]) {
  test(`no policy report and no foreign request: ${path}`, async ({ page }) => {
    await page.addInitScript(() => {
      Object.assign(globalThis, { reports: [] });
      document.addEventListener('securitypolicyviolation', (event) => {
        (globalThis as unknown as { reports: string[] }).reports.push(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    const seen = watchPage(page);
    await page.goto(`./${path}`);
    await page.waitForLoadState('networkidle');
    if (path.includes(lesson)) {
      for (let step = 0; step < 20; step++) await next(page);
      await page.locator('[data-action="share"]').click();
    }
    expect(await page.evaluate(() => (globalThis as unknown as { reports: string[] }).reports)).toEqual([]);
    expect(seen.foreign).toEqual([]);
    expect(seen.complaints).toEqual([]);
    const html = await (await page.request.get(`./${path}`)).text();
    expect(html).not.toMatch(/<[a-z][^>]*\sstyle=/i);
  });
}

test('nothing moves with reduced motion', async ({ page }) => {
  await openLesson(page, 'en');
  await next(page);
  const running = await page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length);
  expect(running).toBe(0);
});
