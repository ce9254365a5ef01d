/** From an error text on the home page to the scene that explains it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { languages, stateOf, watchPage } from './support/lesson-page.ts';

// A file that is kept for offline arrives whatever the network does.
test.use({ serviceWorkers: 'block' });

async function openHome(page: Page, language: string) {
  await page.goto(`./${language}/`);
  const field = page.locator('.symptom-search textarea');
  await expect(field).toBeEnabled();
  return { field, status: page.locator('.symptom-search [role="status"]'), places: page.locator('.places a') };
}

const said = { ko: /장면을 찾았습니다/, en: /One scene explains this/ };
const error = {
  ko: '액세스 권한에 의해 숨겨진 소켓에 액세스를 시도했습니다.',
  en: 'From 10.1.2.3 icmp_seq=1 Destination Host Unreachable',
};

for (const language of languages)
  test(`${language}: a pasted error leads, by the keyboard alone, to the scene that explains it`, async ({ page }) => {
    const seen = watchPage(page);
    const { field, status, places } = await openHome(page, language);
    await field.focus();
    await page.keyboard.insertText(error[language]);
    await expect(status).toHaveText(said[language]);
    await expect(places).toHaveCount(1);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-action="next"]')).toBeEnabled();
    expect((await stateOf(page))['scene']).toBe('watch');
    expect(seen.complaints).toEqual([]);
    expect(seen.foreign).toEqual([]);
  });

test('it says when it does not know, and is silent when nothing is asked', async ({ page }) => {
  const { field, status, places } = await openHome(page, 'en');
  await field.fill('hello world');
  await expect(status).toContainText('None of the lessons explains this one');
  await expect(places).toHaveCount(0);
  await field.fill('');
  await expect(status).toHaveText('');
});

test('what it looks through is loaded when somebody is about to search', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const { field } = await openHome(page, 'en');
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => path.includes('symptoms.'))).toEqual([]);
  await field.focus();
  await expect.poll(() => asked.filter((path) => path.includes('symptoms.')).length).toBe(1);
});

test('a megabyte with markup in it is only text', async ({ page }) => {
  const seen = watchPage(page);
  const { field, status, places } = await openHome(page, 'en');
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>\n'.repeat(14_000);
  await field.evaluate((target, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, `${hostile}ping: No route to host`);
  expect((await field.inputValue()).length).toBeLessThan(10_000);
  await expect(places).toHaveCount(1);
  await expect(status).toHaveText(said.en);
  expect(await page.title()).toContain('Hop by Hop');
  expect(seen.complaints).toEqual([]);
});

test('after a failure it says so, and the next wish tries again', async ({ page }) => {
  await page.route('**/symptoms.*.json', (route) => route.abort());
  const { field, status, places } = await openHome(page, 'en');
  await field.fill('No route to host');
  await expect(status).toContainText('could not be loaded');
  await page.unroute('**/symptoms.*.json');
  await field.press('Enter');
  await expect(places).toHaveCount(1);
});

test('without a script there is no field', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('./en/');
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('.symptom-search')).toBeHidden();
  await page.close();
});
