import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { languages, openLesson, stateOf, watchPage } from './support/lesson-page.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });

const panel = (page: Page) => page.locator('[data-challenge]');

async function start(page: Page): Promise<void> {
  await panel(page).locator('[data-action="challenge"]').click();
  await expect(page.locator('html')).toHaveAttribute('data-branch', /^challenge-\d$/);
  await expect(page.locator('.terminal input')).toBeVisible();
}

/** Types as a person would: the place, the line, Enter. */
async function type(page: Page, at: string, run: string): Promise<void> {
  await page.locator('.terminal select').selectOption(at);
  const field = page.locator('.terminal input');
  await field.fill(run);
  await field.press('Enter');
  await expect(field).toHaveValue('');
}

/** The goals and how they stand, in order. */
async function goals(page: Page): Promise<string> {
  const stands = await page
    .locator('[data-goal]')
    .evaluateAll((all) => all.map((goal) => `${goal.dataset['goal']}:${goal.dataset['state']}`));
  return stands.join(' ');
}

/** Opens a file as a person does, changes its text, saves it. */
async function edit(page: Page, at: string, file: string, change: (text: string) => string): Promise<void> {
  await type(page, at, `nano ${file}`);
  const editor = page.locator('.terminal textarea');
  await editor.fill(change(await editor.inputValue()));
  await page.locator('[data-action="save-file"]').click();
  await expect(editor).toBeHidden();
}

const SUBNET = 'networks:\n  default:\n    ipam:\n      config:\n        - subnet: 10.210.0.0/24\n';

test('it is solved by typing, with a subnet for the project', async ({ page }) => {
  const { complaints } = watchPage(page);
  await openLesson(page, 'en');
  await start(page);
  await expect.poll(() => goals(page)).toBe('ssh:missing ldap:missing lan:met reboot:missing again:missing');
  await type(page, 'r550', 'ip route get 172.20.31.57');
  await expect(page.locator('.terminal .log')).toContainText('172.20.31.57 dev br-');
  await type(page, 'r550', 'docker compose down');
  await expect.poll(() => goals(page)).toBe('ssh:met ldap:missing lan:broken reboot:missing again:missing');
  await edit(page, 'r550', 'docker-compose.yml', (text) => `${text}\n${SUBNET}`);
  await type(page, 'r550', 'docker compose up -d');
  await expect.poll(() => goals(page)).toBe('ssh:met ldap:met lan:met reboot:met again:met');
  await expect(panel(page).getByText('Every goal is met')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('it is solved with the daemon’s own pools, and a link brings all of it back', async ({ page }) => {
  await openLesson(page, 'en', '#challenge-2');
  await expect(page.locator('html')).toHaveAttribute('data-branch', 'challenge-2');
  await panel(page).getByRole('button', { name: 'To the terminal' }).click();
  const pools = '{"default-address-pools": [{"base": "10.210.0.0/16", "size": 24}]}';
  await edit(page, 'r650', '/etc/docker/daemon.json', () => pools);
  await type(page, 'r650', 'systemctl restart docker');
  await type(page, 'r650', 'docker compose down');
  await type(page, 'r650', 'docker compose up -d');
  await expect.poll(() => goals(page)).toBe('ssh:met ldap:met lan:met reboot:met again:met');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['scene'])).toBe('challenge-2-5');
  const before = { ...(await stateOf(page)), goals: await goals(page) };
  await page.locator('[data-action="share"]').click();
  const link = page.getByLabel('Link to this step');
  await expect(link).toHaveValue(/#v1\./);
  const url = await link.inputValue();
  await page.goto('about:blank');
  await page.goto(url);
  await expect.poll(async () => ({ ...(await stateOf(page)), goals: await goals(page) })).toEqual(before);
});

test('what cannot work any more is said, with a way back', async ({ page }) => {
  await openLesson(page, 'en');
  await start(page);
  await type(page, 'r550', 'docker stop directory');
  await expect(panel(page).getByText('This was met before')).toBeVisible();
  await type(page, 'r550', 'docker network prune -f');
  await expect(panel(page).getByText('This cannot work any more')).toBeVisible();
  await panel(page).locator('[data-action="step-back"]').click();
  await expect(panel(page).getByText('This cannot work any more')).toBeHidden();
  await type(page, 'r550', 'docker start directory');
  await expect.poll(() => goals(page)).toContain('lan:met');
});

test('entering is an entry of the history, and another network is another world', async ({ page }) => {
  await openLesson(page, 'en', '#before');
  await start(page);
  await expect(page).toHaveURL(/#challenge-1/);
  await panel(page).locator('[data-action="another"]').click();
  await expect(page).toHaveURL(/#challenge-2/);
  await expect(panel(page)).toContainText('10.42.8.110');
  await page.goBack();
  await expect(page).toHaveURL(/#challenge-1/);
  await expect(panel(page)).toContainText('172.42.10.112');
  await page.goBack();
  await expect(page.locator('html')).toHaveAttribute('data-branch', 'main');
});

test('a question to keep comes again, and the home page says so', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-03-02T09:00:00'));
  await openLesson(page, 'en');
  const question = page.locator('[data-recall="lpm"]');
  await question.getByRole('radio').first().check();
  await question.getByRole('button', { name: /^Answer/ }).click();
  await expect(question).toHaveAttribute('data-phase', 'answered');
  await page.goto('./en/');
  await expect(page.locator('[data-due="bridge-subnet-collision"]')).toBeHidden();
  await page.clock.setFixedTime(new Date('2026-03-03T08:00:00'));
  await page.reload();
  const due = page.locator('[data-due="bridge-subnet-collision"]');
  await expect(due).toHaveText(/One question is due again/);
  await due.click();
  await expect(question).toHaveAttribute('data-phase', 'asked');
  await expect(question).toContainText('172.23.10.119');
});

for (const language of languages) {
  for (const width of [390, 1440]) {
    test(`nothing stands in anybody’s way (${language}, ${width})`, async ({ page }) => {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await openLesson(page, language);
      await start(page);
      await type(page, 'r550', 'docker stop directory');
      if (width === 390) await page.getByRole('button', { name: language === 'ko' ? '접기' : 'Hide details' }).click();
      await page.locator('[data-recall="lpm"] input').first().check();
      await page.locator('[data-solutions] summary').evaluate((summary: HTMLElement) => summary.click());
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      if (width === 390) {
        const small = await page
          .locator('[data-challenge] button, [data-challenge] summary, .strip summary, [data-recall] button')
          .evaluateAll((all) =>
            all
              .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 44)
              .map((target) => target.textContent),
          );
        expect(small).toEqual([]);
      }
    });
  }
}
