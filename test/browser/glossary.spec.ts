/** Terms that open in place, with the keyboard and without a script; objectives and the trainer's notes. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { languages, lesson, next, openLesson, stateOf, watchPage } from './support/lesson-page.ts';

// A file that is kept for offline arrives whatever the network does.
test.use({ serviceWorkers: 'block' });

for (const language of languages) {
  test(`${language}: a term opens its definition in place, and the stage stays where it is`, async ({ page }) => {
    const seen = watchPage(page);
    await openLesson(page, language);
    const term = page.locator('button.term').first();
    const card = page.locator('.term-card');
    await term.click();
    await expect(card).toBeVisible();
    await expect(card).toContainText(/\(8\)|RFC/);
    expect((await stateOf(page))['step']).toBe('0');
    expect((await new AxeBuilder({ page }).include('article').analyze()).violations).toEqual([]);
    await term.click();
    await expect(card).toBeHidden();
    expect(seen.complaints).toEqual([]);
  });

  test(`${language}: the glossary has every term the lesson links to`, async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`./${language}/${lesson}/`);
    const links = page.locator('article a[href^="../glossary/#"]');
    const anchors = await links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).hash));
    expect(anchors.length).toBeGreaterThan(10);
    await links.first().click();
    for (const anchor of new Set(anchors)) await expect(page.locator(anchor)).toHaveCount(1);
    await expect(page.locator(anchors[0] ?? '')).toBeInViewport();
    await page.close();
  });
}

test('the keyboard opens a term, reaches what it holds, and closes it', async ({ page }) => {
  await openLesson(page, 'en');
  const term = page.locator('button.term').nth(1);
  await term.focus();
  await page.keyboard.press('Enter');
  await expect(term).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(page.locator('.term-card a')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.term-card')).toBeHidden();
  await expect(term).toBeFocused();
  await expect(term).toHaveAttribute('aria-expanded', 'false');
});

test('one definition is open at a time, and a press beside it closes it', async ({ page }) => {
  await openLesson(page, 'en');
  const terms = page.locator('button.term');
  await terms.nth(0).click();
  await terms.nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.term[aria-expanded="true"]')).toHaveCount(1);
  await page.locator('h1').click();
  await expect(page.locator('.term-card')).toBeHidden();
  await expect(page.locator('.term[aria-expanded="true"]')).toHaveCount(0);
});

test('a term leads to the glossary where its definition does not arrive', async ({ page }) => {
  await page.route('**/aside.*.json', (route) => route.abort());
  await openLesson(page, 'en');
  await page.locator('button.term').first().click();
  await expect(page).toHaveURL(/\/en\/glossary\/#/);
});

test('the trainer’s notes are there for whoever presents, closed at first, and follow the beat', async ({ page }) => {
  await openLesson(page, 'en');
  await expect(page.locator('[data-action="notes"]')).toHaveCount(0);
  await openLesson(page, 'en', '?present');
  const notes = page.getByRole('note', { name: "Trainer's notes" });
  await page.locator('[data-action="notes"]').click();
  await expect(notes).toContainText('Symptom');
  await next(page);
  await expect(notes).toBeVisible();
  await page.evaluate(() => (location.hash = '#watch'));
  await expect(notes).toContainText('Watch');
});
