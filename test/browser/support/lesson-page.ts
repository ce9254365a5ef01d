import { expect, type Page } from '@playwright/test';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

export const lesson = 'bridge-subnet-collision';

/** What `<html>` says about the moment on the stage. */
export async function stateOf(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(
    () => Object.fromEntries(Object.entries(document.documentElement.dataset)) as Record<string, string>,
  );
}

/** Opens a lesson and waits until it is live. */
export async function openLesson(page: Page, language: Language, fragment = '', slug = lesson): Promise<void> {
  await page.goto(`./${language}/${slug}/${fragment}`);
  // A comparison that a link opens brings controls of its own; a question at the first step is live itself.
  const isLive = page.locator('[data-action="next"]:not([aria-disabled="true"]), .now [data-action="skip"]');
  await expect(isLive.first()).toBeEnabled();
}

export async function next(page: Page): Promise<void> {
  // A button that says it is disabled can still be pressed.
  await page.locator('[data-action="next"]').click({ force: true });
}

/** Steps on, past questions, until the stage is at `scene` and `test` holds there. */
export async function stepUntil(page: Page, test: (state: Readonly<Record<string, string>>) => boolean): Promise<void> {
  for (let step = 0; step < 500; step++) {
    if (test(await stateOf(page))) return;
    const skip = page.locator('.now [data-action="skip"]');
    if (await skip.isVisible()) await skip.click();
    await next(page);
  }
  throw new Error('the step was not reached');
}

/** What the page complained about, and every address it asked that is not its own. */
export function watchPage(page: Page): { readonly complaints: string[]; readonly foreign: string[] } {
  const seen = { complaints: [] as string[], foreign: [] as string[] };
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  page.on('console', (message) => {
    // The test browser's own word where a test keeps the service worker out.
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    if (message.type() === 'error' || message.type() === 'warning') seen.complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') seen.foreign.push(request.url());
  });
  return seen;
}
