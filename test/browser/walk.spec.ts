import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { lesson, next, openLesson, stateOf, watchPage } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });
test.setTimeout(180_000);

const slugs = readdirSync('lessons', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
  .map(({ name }) => name.replace(/^\d+-/, ''));
/** One lesson in both languages; its steps are the same in each. */
const walks = [...slugs.map((slug) => [slug, 'en'] as const), [lesson, 'ko'] as const];

for (const [slug, language] of walks) {
  test(`the whole of ${slug} forward and back (${language})`, async ({ page }) => {
    const seen = watchPage(page);
    await openLesson(page, language, '', slug);
    const button = page.locator('[data-action="next"]');
    const skip = page.locator('.now [data-action="skip"]');
    const moments: string[] = [];
    const stepsOf = new Map<string, number>();
    for (let step = 0; step < 600; step++) {
      const { scene = '', step: at, steps } = await stateOf(page);
      moments.push(`${scene}/${at}`);
      stepsOf.set(scene, Number(steps));
      if (await skip.isVisible()) await skip.click();
      if ((await button.getAttribute('aria-disabled')) === 'true') break;
      await next(page);
    }
    const scenes = await page
      .locator('.scene-choice option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    expect([...stepsOf.keys()]).toEqual(scenes);
    const every = [...stepsOf].flatMap(([scene, steps]) => Array.from({ length: steps }, (_, at) => `${scene}/${at}`));
    expect(moments).toEqual(every);

    const back = page.locator('[data-action="back"]');
    for (const moment of moments.toReversed()) {
      const { scene, step: at } = await stateOf(page);
      expect(`${scene}/${at}`).toBe(moment);
      await back.click({ force: true });
    }
    expect(seen.complaints).toEqual([]);
    expect(seen.foreign).toEqual([]);
  });
}

test('Next keeps the focus at the end of the lesson', async ({ page }) => {
  await openLesson(page, 'en');
  await page
    .getByRole('combobox', { name: 'Scenes' })
    .selectOption({ index: -1 + (await page.locator('.scene-choice option').count()) });
  await page.locator('[data-action="last"]').click();
  const button = page.locator('[data-action="next"]');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toBeFocused();
});

test('a step is announced once, and nothing while the lesson plays', async ({ page }) => {
  await openLesson(page, 'en');
  const live = page.locator('p.sr[aria-live="polite"]');
  await next(page);
  await expect(live).toHaveText(/^step 2 of \d+: /);
  await page.locator('[data-action="play"]').click();
  await expect(live).toHaveText('');
});

test('pressing a cue moves the stage, scrolling does not', async ({ page }) => {
  await openLesson(page, 'en');
  const cue = page.locator('.cue-row').nth(1);
  // Terms in its text are buttons too.
  await cue.getByRole('button').first().click();
  const { step } = await stateOf(page);
  expect(Number(step)).toBeGreaterThan(0);
  await expect(cue).toHaveAttribute('data-when', 'now');
  await page.mouse.move(200, 400);
  await page.mouse.wheel(0, 4000);
  await page.waitForTimeout(300);
  expect((await stateOf(page))['step']).toBe(step);
});

test('the timeline is scrubbed by pointer', async ({ page }) => {
  await openLesson(page, 'en');
  const box = (await page.getByRole('slider').boundingBox())!;
  await page.mouse.move(box.x + 14, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 12, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
  const { step, steps } = await stateOf(page);
  expect(Number(step)).toBe(Number(steps) - 1);
});
