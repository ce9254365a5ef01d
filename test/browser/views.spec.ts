import { expect, test } from '@playwright/test';
import { lesson, next, stateOf, stepUntil } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });

test('an embedded lesson shows the stage alone, at the moment of its link, with a way to the whole lesson', async ({
  page,
}) => {
  await page.goto(`./en/${lesson}/?embed#watch/0.r.r550.route.1`);
  await expect(page.getByRole('region', { name: 'The network, step by step' })).toBeVisible();
  await expect(page.locator('header.top')).toBeHidden();
  await expect(page.locator('article')).toBeHidden();
  await expect(page.locator('[data-action="next"]')).toBeEnabled();
  expect(await stateOf(page)).toMatchObject({ scene: 'watch', view: 'embed' });
  const whole = page.getByRole('link', { name: 'Open the whole lesson' });
  await expect(whole).toHaveAttribute('href', /\/en\/bridge-subnet-collision\/#watch\//);
});

test('an embedded lesson asks its questions on the stage and gives the reason there', async ({ page }) => {
  await page.goto(`./en/${lesson}/?embed#watch`);
  await expect(page.locator('[data-action="next"]')).toBeEnabled();
  const asked = page.locator('.now .prediction');
  for (let step = 0; step < 6 && !(await asked.count()); step++) await next(page);
  await asked.getByRole('radio').first().check();
  await asked.locator('[data-action="answer"]').click();
  await expect(asked.locator('.reason').first()).toBeVisible();
});

test('a presenter opens the view in place, passes questions with the next step, and leaves it again', async ({
  page,
}) => {
  await page.goto(`./ko/${lesson}/#watch`);
  await page.getByRole('button', { name: '발표 화면' }).click();
  await expect(page.locator('article')).toBeHidden();
  expect(new URL(page.url()).search).toBe('?present');
  await stepUntil(page, ({ scene, step }) => scene === 'watch' && Number(step) > 7);
  await page.getByRole('button', { name: '발표 화면 닫기' }).click();
  await expect(page.locator('article')).toBeVisible();
  expect(await stateOf(page)).toMatchObject({ scene: 'watch' });
});
