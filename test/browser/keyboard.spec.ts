import { expect, test } from '@playwright/test';
import { openLesson, stateOf } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });

test.beforeEach(({ page }) => openLesson(page, 'ko'));

test('arrows step, shift goes by hops, Home and End to the ends, brackets to scenes', async ({ page }) => {
  await page.keyboard.press('ArrowRight');
  expect((await stateOf(page))['step']).toBe('1');
  await page.keyboard.press('ArrowLeft');
  expect((await stateOf(page))['step']).toBe('0');
  await page.keyboard.press('Shift+ArrowRight');
  expect(Number((await stateOf(page))['step'])).toBeGreaterThan(0);
  await page.keyboard.press('End');
  const { step, steps, scene } = await stateOf(page);
  expect(Number(step)).toBe(Number(steps) - 1);
  await page.keyboard.press('Home');
  expect((await stateOf(page))['step']).toBe('0');
  await page.keyboard.press(']');
  expect((await stateOf(page))['scene']).not.toBe(scene);
  await page.keyboard.press('[');
  expect((await stateOf(page))['scene']).toBe(scene);
});

test('the space bar plays and pauses, ? opens the help, T the terminal, V the fixes', async ({ page }) => {
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: '일시 정지' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: '재생' })).toBeVisible();
  await page.keyboard.press('Shift+Slash');
  await expect(page.getByRole('dialog', { name: '단축키와 도움말' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: '명령' })).toBeFocused();
});

test('keys work with a Korean input method, whose key names are Hangul', async ({ page }) => {
  await page.evaluate(() => {
    const press = (code: string, key: string, more: KeyboardEventInit = {}) =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true, ...more }),
      );
    press('ArrowRight', 'Process', { isComposing: true });
    press('KeyT', 'ㅅ');
  });
  await expect(page.getByRole('textbox', { name: '명령' })).toBeFocused();
  expect((await stateOf(page))['step']).toBe('0');
});

test('keys belong to the field while one types', async ({ page }) => {
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: '명령' })).toBeFocused();
  await page.keyboard.type('t v ] [');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await expect(page.getByRole('textbox', { name: '명령' })).toHaveValue('t v ] [');
  expect((await stateOf(page))['step']).toBe('0');
});

test('the shortcuts can be switched off, and stay off', async ({ page }) => {
  await page.keyboard.press('Shift+Slash');
  await page.getByRole('checkbox', { name: '단축키 사용' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  expect((await stateOf(page))['step']).toBe('0');
  await page.reload();
  await expect(page.locator('[data-action="next"]')).toBeEnabled();
  await page.keyboard.press('ArrowRight');
  expect((await stateOf(page))['step']).toBe('0');
});

test('the whole stage is reached by Tab, and the focus is always to be seen', async ({ page }) => {
  const reached = new Set<string>();
  for (let presses = 0; presses < 160; presses++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { top, bottom, width, height } = element.getBoundingClientRect();
      const isInView = bottom > 0 && top < innerHeight;
      return {
        action: element.getAttribute('data-action') ?? element.getAttribute('role') ?? '',
        isInView,
        size: width * height,
      };
    });
    if (focus === null) break;
    expect(focus.isInView, focus.action).toBe(true);
    reached.add(focus.action);
  }
  for (const action of ['language', 'theme', 'share', 'next', 'back', 'play', 'slider', 'tab']) {
    expect([...reached], `reached: ${[...reached].join(' ')}`).toContain(action);
  }
});
