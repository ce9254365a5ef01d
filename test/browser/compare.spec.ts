/** Two branches side by side: from the fix, by keys, on a phone, by link. */
import { expect, test, type Page } from '@playwright/test';
import { openLesson, watchPage } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });

async function compareDown(page: Page): Promise<void> {
  await page.locator('[data-branch="down"]').click();
  await page.locator('[data-compare="down"]').click();
  await expect(page.getByRole('dialog', { name: 'Side by side' })).toBeVisible();
}

test('a fix and what it mends stand side by side, at the step where they part', async ({ page }) => {
  const seen = watchPage(page);
  await openLesson(page, 'en', '#watch/0.r.pc.result.1');
  await compareDown(page);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Here they part.', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('region', { name: /^Left/ }).getByText('decides: 16 bits match.')).toBeVisible();
  await expect(
    dialog
      .getByRole('region', { name: /^Right/ })
      .getByText('The default route')
      .first(),
  ).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(dialog.getByText('The same on both sides so far.', { exact: true })).toBeVisible();
  await page.keyboard.press('End');
  await expect(dialog.getByText('Connection timed out').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Go to where they part' }).click();
  await expect(page).toHaveURL(/#watch\/0\.r\.r550\.route\.1~down-ssh$/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-scene', 'watch');
  expect(seen.complaints).toEqual([]);
});

test('a link opens the comparison at its step', async ({ page }) => {
  await openLesson(page, 'ko', '#watch/0.r.r550.route.1~stop-ssh');
  const dialog = page.getByRole('dialog', { name: '나란히 비교' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('region', { name: /컨테이너만 멈춘다/ })).toBeVisible();
});

test('another branch can be chosen on either side, once it was looked at', async ({ page }) => {
  await openLesson(page, 'en', '#watch/0.r.pc.result.1');
  await page.locator('[data-branch="stop"]').click();
  await compareDown(page);
  const left = page.getByRole('combobox', { name: 'Left' });
  await expect(left.getByRole('option')).not.toContainText(['Add a stop-gap route']);
  await left.selectOption({ label: 'Stop the container' });
  await expect(page.getByRole('region', { name: 'Left: Stop the container' })).toBeVisible();
});

test('where a scene has a map in place of the network, both sides show theirs, or the network', async ({ page }) => {
  const seen = watchPage(page);
  await page.goto('./en/subnet-pools/#fifth/0.f.r550.change.1~keep-out-up');
  const [left, right] = [/^Left/, /^Right/].map((name) => page.getByRole('region', { name }));
  await expect(left!.locator('[data-subnet="172.22.0.0/16"]')).toContainText('given at this step');
  await expect(right!.locator('[data-subnet="172.22.0.0/16"]')).toContainText('held by keep-out');
  await expect(right!.locator('[data-subnet="172.23.0.0/16"]')).toContainText('given at this step');
  await expect(left!.locator('.network')).toHaveAttribute('inert');
  await left!.locator('[data-action="stage-network"]').click();
  for (const side of [left!, right!]) {
    await expect(side.locator('section.map')).toHaveCount(0);
    await expect(side.locator('.network')).not.toHaveAttribute('inert');
  }
  expect(seen.complaints).toEqual([]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('one side at a time, at the same step', async ({ page }) => {
    await openLesson(page, 'en', '#watch/0.r.r550.route.1~down-ssh');
    await expect(page.getByRole('region', { name: /^Right/ })).toBeHidden();
    await page.getByRole('button', { name: 'Take the network down', exact: true }).click();
    await expect(page.getByRole('region', { name: /^Right/ })).toBeVisible();
    await expect(page.getByRole('region', { name: /^Left/ })).toBeHidden();
    const { wanted, given } = await page.evaluate(() => ({
      wanted: document.querySelector('dialog')?.scrollWidth ?? 0,
      given: document.documentElement.clientWidth,
    }));
    expect(wanted).toBeLessThanOrEqual(given);
  });
});
