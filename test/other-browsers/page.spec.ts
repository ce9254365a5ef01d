/** What stands around the walk: terminal, links, languages, dialogs, the other views. */
import { describe, expect, inject, it } from 'vitest';
import { phone } from './support/browser.ts';
import { isMissing, name } from './support/launch.ts';
import { decidingStep, lesson, useLessonPage } from './support/lesson-page.ts';

describe.skipIf(isMissing)(`${name}: the page`, () => {
  const page = useLessonPage({ still: true });

  const runCommand = async (line: string) => {
    await page.press('t');
    await expect.poll(() => page.hasFocus('.terminal input')).toBe(true);
    await page.browser.type(line);
    await page.press('Enter');
  };

  it('answers a command that is typed', async () => {
    await page.open('en', '#watch');
    await runCommand('ip route');
    await expect.poll(() => page.text('.log pre:last-of-type')).toMatch(/ip route[^]*default via/);
    expect(await page.complaints()).toEqual([]);
  });

  it('carries a changed world in its link', async () => {
    await page.open('en', '#watch');
    await runCommand('ping -c 1 172.42.10.1');
    await page.waitForState({ branch: 'own-1' });
    await page.click('[data-action="next"]');
    await page.click('[data-action="next"]');
    const mine = await page.state();
    await page.click('[data-action="share"]');
    const link = () => page.browser.inPage(() => document.querySelector<HTMLInputElement>('dialog input')?.value ?? '');
    await expect.poll(link).toContain('#v1.');
    await page.openAddress(await link());
    await page.waitForState({ branch: 'own-1', step: mine['step'] ?? '', steps: mine['steps'] ?? '' });
    expect(await page.count('.notice')).toBe(0);
  });

  it('keeps the moment when the language is changed', async () => {
    await page.open('en');
    await page.press('ArrowRight');
    await page.press('ArrowRight');
    await page.waitForState({ step: '2' });
    await expect.poll(() => page.address()).toMatch(/#before\/./);
    await page.click('[data-action="language"]');
    await expect.poll(() => page.address()).toMatch(new RegExp(`/ko/${lesson}/#before/`));
    await page.waitFor('html[lang="ko"] [data-action="next"]:enabled');
    await page.waitForState({ scene: 'before', step: '2' });
  });

  it.for([
    ['the text twin', '.buttons .wide'],
    ['help', '.buttons .help'],
    ['the link', '[data-action="share"]'],
  ] as const)('opens and closes a dialog and gives the focus back: %s', async ([, opener]) => {
    await page.open('ko');
    for (const close of [() => page.press('Escape'), () => page.click('dialog .head button')]) {
      await page.click(opener);
      await page.waitFor('dialog[open]');
      expect(await page.browser.inPage(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
      await close();
      await page.waitForNone('dialog');
      await expect.poll(() => page.hasFocus(opener)).toBe(true);
    }
    expect(await page.complaints()).toEqual([]);
  });

  it('is large for a room, and comes back', async () => {
    await page.open('ko', '#watch');
    const isShown = () =>
      page.browser.inPage(() => (document.querySelector('article')?.getClientRects().length ?? 0) > 0);
    await page.click('[data-action="present"]');
    await page.waitForState({ view: 'present' });
    expect(await isShown()).toBe(false);
    await page.press('ArrowRight');
    await page.waitForState({ step: '1' });
    await page.click('[data-action="present"]');
    await expect.poll(isShown).toBe(true);
    expect(await page.state()).toMatchObject({ scene: 'watch', step: '1' });
  });

  it('shows the stage alone where it is embedded, and leads to the whole lesson', async () => {
    await page.open('en', `?embed${decidingStep}`);
    expect(await page.state()).toMatchObject({ scene: 'watch', view: 'embed' });
    const shown = await page.browser.inPage(() =>
      ['header.top', 'article', '#stage'].filter((part) => document.querySelector(part)?.getClientRects().length),
    );
    expect(shown).toEqual(['#stage']);
    expect(await page.count(`a[href*="/en/${lesson}/#watch/"]`)).toBe(1);
    expect(await page.complaints()).toEqual([]);
  });

  it.for(['ko', 'en'] as const)('fits a phone, its controls in reach (%s)', async (language) => {
    await page.open(language, decidingStep, phone);
    const { over, inside, next } = await page.browser.inPage(() => ({
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      inside: { width: innerWidth, height: innerHeight },
      next: document.querySelector('[data-action="next"]')?.getBoundingClientRect().toJSON() as DOMRect,
    }));
    expect(inside).toEqual(phone);
    expect(over).toBeLessThanOrEqual(0);
    expect(next.height).toBeGreaterThanOrEqual(44);
    expect(next.bottom).toBeLessThanOrEqual(phone.height);
    expect(next.top).toBeGreaterThan(phone.height / 2);
    await page.browser.open(`${inject('site')}${language}/`, phone);
    expect(await page.browser.inPage(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});
