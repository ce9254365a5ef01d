import { expect, test, type Page } from '@playwright/test';
import { next, openLesson, stateOf, stepUntil } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });

const open = (page: Page) => page.locator('.prediction.open');

async function goToFirstQuestion(page: Page): Promise<void> {
  await openLesson(page, 'en');
  for (let step = 0; step < 300 && !(await open(page).count()); step++) {
    await next(page);
  }
  await expect(open(page)).toBeVisible();
}

/** Watches for something that may come and go between two looks; the answer says whether it has been there. */
async function whetherEver(page: Page, selector: string): Promise<() => Promise<boolean>> {
  const seen = await page.evaluateHandle((selector) => {
    const seen = { ever: false };
    new MutationObserver(() => {
      seen.ever ||= document.querySelector(selector) !== null;
    }).observe(document, { subtree: true, childList: true });
    return seen;
  }, selector);
  return () => seen.evaluate(({ ever }) => ever);
}

test('a question holds the next step and folds what lies behind it', async ({ page }) => {
  await goToFirstQuestion(page);
  const before = await stateOf(page);
  await next(page);
  expect(await stateOf(page)).toEqual(before);
  expect(await page.locator('[data-behind][data-folded]').count()).toBeGreaterThan(0);
  await page.locator('.folded button').first().click();
  await expect(page.locator('[data-folded]')).toHaveCount(0);
  await expect(open(page)).toBeVisible();
});

test('a link to a scene whose text is folded behind a question leads to that question', async ({ page }) => {
  await openLesson(page, 'en', '#watch');
  await expect(page.locator('[data-behind][data-folded] [data-cue^="cue-watch-"]').first()).toBeHidden();
  await expect(page.locator('[data-prediction]').filter({ visible: true }).last()).toBeInViewport();
});

test('a wrong answer gets its own reason, and a ghost beside the way that was taken', async ({ page }) => {
  await goToFirstQuestion(page);
  const question = open(page);
  const radios = question.getByRole('radio');
  for (let index = 0; index < (await radios.count()); index++) {
    await radios.nth(index).check();
  }
  await question.locator('[data-action="answer"]').click();
  await expect(page.locator('.prediction .reason').first()).toBeVisible();
  await expect(page.locator('[data-action="next"]')).toHaveAttribute('aria-disabled', 'false');
});

test('"not sure" is answered with what happens; then the reader says it in their own words', async ({ page }) => {
  await goToFirstQuestion(page);
  const key = (await open(page).getAttribute('data-prediction')) ?? '';
  const question = page.locator(`[data-prediction="${key}"]`);
  await question.getByRole('radio').last().check();
  await question.locator('[data-action="answer"]').click();
  await expect(question.locator('.reason')).toHaveCount(1);
  const before = await stateOf(page);
  await question.locator('[data-action="watch"]').click();
  expect((await stateOf(page))['step']).toBe(String(Number(before['step']) + 1));

  const explain = page.locator(`[data-explain="${key}"]`);
  await explain.locator('summary').click();
  await explain.getByRole('textbox').fill('It answered, so it is alive.');
  await explain.getByRole('button').click();
  await explain.getByRole('checkbox').first().check();
  expect(await page.evaluate(() => localStorage.getItem('hop-by-hop.explained'))).toContain('it is alive');
});

test('a question can be skipped and answered later', async ({ page }) => {
  await goToFirstQuestion(page);
  const key = await open(page).getAttribute('data-prediction');
  await page.locator('.now [data-action="skip"]').click();
  const question = page.locator(`[data-prediction="${key}"]`);
  await expect(question.getByText('Skipped. You can still answer.')).toBeVisible();
  await question.getByRole('radio').first().check();
  await question.locator('[data-action="answer"]').click();
  await expect(question.locator('.reason').first()).toBeVisible();
});

test('a fix shows its verdict after it has run, and leads back', async ({ page }) => {
  await openLesson(page, 'en');
  await page.evaluate(() =>
    document.querySelectorAll('[data-folded]').forEach((block) => block.removeAttribute('data-folded')),
  );
  const card = page.locator('[data-branches] > li').first();
  await expect(card.locator('.verdict')).toBeHidden();
  await card.getByRole('button', { name: /Try it/ }).click();
  await expect(card.locator('.verdict')).toBeVisible();
  expect((await stateOf(page))['branch']).not.toBe('main');
  await card.getByRole('button', { name: 'Back to the story' }).click();
  expect((await stateOf(page))['branch']).toBe('main');
});

test('the lesson reaches the loss on the bridge', async ({ page }) => {
  await openLesson(page, 'en');
  await stepUntil(page, ({ disposition }) => disposition === 'neighbour-unreachable');
  await expect(page.locator('.cross')).not.toHaveCount(0);
});

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test.describe(`motion: ${reducedMotion}`, () => {
    test.use({ reducedMotion });

    test('a wrong prediction goes its own way as a ghost, then the packet the real one', async ({ page }) => {
      await openLesson(page, 'en', '#watch');
      const asked = page.locator('.prediction.open[data-prediction="route"]');
      for (let step = 0; step < 20 && !(await asked.count()); step++) {
        const skip = page.locator('.now [data-action="skip"]');
        if (await skip.isVisible()) await skip.click();
        await next(page);
      }
      const question = page.locator('[data-prediction="route"]');
      await question.getByRole('radio').first().check();
      // What its line is drawn behind, while it is drawn: sooner over than anybody asks for it.
      const veil = page.locator('.packets mask');
      const isVeilSeen = await whetherEver(page, '.packets mask');
      await question.locator('[data-action="answer"]').click();
      await expect(page.locator('.packets').getByText('your prediction')).toBeAttached();
      await expect(veil).toHaveCount(0);
      await expect.poll(isVeilSeen).toBe(reducedMotion === 'no-preference');
      const { step } = await stateOf(page);
      await question.locator('[data-action="watch"]').click();
      expect((await stateOf(page))['step']).toBe(String(Number(step) + 1));
      // The ghost stays beside the way that was taken.
      await expect(page.locator('.packets').getByText('your prediction')).toBeAttached();
    });
  });
}
