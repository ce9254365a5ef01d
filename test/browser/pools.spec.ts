/** The pool map on the stage: it follows the step, gives way to the network, and shows what the reader types. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { languages, next, stateOf, watchPage, type Language } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });
test.setTimeout(120_000);

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function openAt(page: Page, language: Language, fragment: string): Promise<void> {
  await page.goto(`./${language}/subnet-pools/${fragment}`);
  await expect(page.locator('[data-action="next"]').first()).toBeEnabled();
  await expect(page.locator('section.map')).toBeVisible();
}

function cell(page: Page, subnet: string) {
  return page.locator(`[data-subnet="${subnet}"]`);
}

test('fills step by step, and empties on the way back', async ({ page }) => {
  await openAt(page, 'en', '#three');
  await expect(cell(page, '172.18.0.0/16')).toContainText('held by b1, given at this step');
  await expect(cell(page, '172.19.0.0/16')).toContainText('free');
  await next(page);
  await expect(cell(page, '172.19.0.0/16')).toContainText('held by b2, given at this step');
  await page.locator('[data-action="back"]').click();
  await expect(cell(page, '172.19.0.0/16')).toContainText('free');
});

test('gives nothing away while a question is open', async ({ page }) => {
  await openAt(page, 'en', '#again');
  await expect(page.locator('.map .pointer')).toHaveCount(1);
  await next(page);
  await expect(page.locator('.prediction.open')).toBeVisible();
  await expect(page.locator('.map .pointer')).toHaveCount(0);
});

test('gives way to the network, which nobody reaches by keyboard while it is covered', async ({ page }) => {
  await openAt(page, 'en', '#empty');
  await expect(page.locator('.layout > .board > .board')).toHaveAttribute('inert');
  await page.locator('[data-action="stage-network"]').click();
  await expect(page.locator('section.map')).toHaveCount(0);
  await expect(page.locator('.layout > .board > .board')).not.toHaveAttribute('inert');
});

test('shows what the reader types: a network removed, another engine, other pools', async ({ page }) => {
  const { complaints } = watchPage(page);
  await openAt(page, 'en', '#wrap/1.f.lab.change.1');
  await page.keyboard.press('t');
  const prompt = page.locator('.inspector form input[type="text"], .inspector form input:not([type])').first();
  const type = async (line: string) => {
    await prompt.fill(line);
    await prompt.press('Enter');
    await expect(prompt).toHaveValue('');
  };
  await type('docker network rm n5');
  await expect(page.locator('.map')).toBeVisible();
  await page.locator('[data-action="last"]').click();
  await expect(cell(page, '172.22.0.0/16')).toContainText('free');
  await type(':set engine 27');
  await page.locator('[data-action="last"]').click();
  await expect(page.locator('.map header')).toContainText('Docker Engine 27.5.1: takes the lowest free one');
  await type('docker network create mine');
  await page.locator('[data-action="last"]').click();
  await expect(cell(page, '172.22.0.0/16')).toContainText('held by mine');
  await type('nano /etc/docker/daemon.json');
  await page.locator('.inspector textarea').fill('{"default-address-pools": [{"base": "10.210.0.0/16", "size": 24}]}');
  await page.locator('.inspector form button[type="submit"], .inspector [data-action="save"]').first().click();
  await type('systemctl restart docker');
  await page.locator('[data-action="last"]').click();
  await expect(cell(page, '10.210.255.0/24')).toContainText('free');
  expect(complaints).toEqual([]);
});

test('moves nothing else on the page when it comes', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await openAt(page, 'ko', '#fifth/0.f.r550.change.4');
  await page.waitForLoadState('networkidle');
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.005);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of languages) {
    test.describe(`${language}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      for (const [width, height] of [
        [1440, 900],
        [390, 844],
      ] as const) {
        test(`axe finds nothing, ${width} px wide`, async ({ page }) => {
          await page.setViewportSize({ width, height });
          for (const fragment of [
            '#fifth/0.f.r550.change.4',
            '#fill/14.f.lab.change.1',
            '#blind/0.f.lab.change.1',
            '#pools-up',
          ]) {
            await page.goto('about:blank');
            await openAt(page, language, fragment);
            const { violations } = await new AxeBuilder({ page }).withTags(tags).include('.layout').analyze();
            expect(
              violations.map(
                ({ id, nodes }) => `${fragment} ${id} ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
              ),
            ).toEqual([]);
            const wide = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            expect(wide).toBe(0);
          }
          expect((await stateOf(page))['lesson']).toBe('subnet-pools');
        });
      }
    });
  }
}
