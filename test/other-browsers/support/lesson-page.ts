/** A lesson's page in the browser that the tests of a file share. */
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import type { Browser, LaunchOptions, Size } from './browser.ts';
import { launch } from './launch.ts';

export const lesson = 'bridge-subnet-collision';
/** The link to the step where the answer turns the wrong way. */
export const decidingStep = '#watch/0.r.r550.route.1';

const skip = '.now [data-action="skip"]';

/** What `<html>` says about the moment. */
export type State = Readonly<Record<string, string>>;

/** Launches the browser before the tests that follow, and closes it after them. */
export function useLessonPage(options: LaunchOptions): LessonPage {
  const page = new LessonPage();
  beforeAll(async () => void (page.browser = await launch(options)));
  // A reader's choices last; the next test is another reader.
  afterEach(() => page.browser.inPage(() => localStorage.clear()));
  afterAll(() => page.browser.close());
  return page;
}

export class LessonPage {
  browser!: Browser;

  /** Opens the lesson and waits until it is live. @param rest of the address: search, fragment. */
  async open(language: 'ko' | 'en', rest = '', size?: Size): Promise<void> {
    await this.openAddress(`${inject('site')}${language}/${lesson}/${rest}`, size);
  }

  async openAddress(address: string, size?: Size): Promise<void> {
    await this.browser.open(address, size);
    await this.waitFor('[data-action="next"]:enabled');
  }

  click(selector: string): Promise<void> {
    return this.browser.click(selector);
  }

  /** What arrives late on a page moves what is pressed: the press is repeated, as a reader would, until `taken` is there. */
  async clickUntil(selector: string, taken: string): Promise<void> {
    const press = async () => {
      if ((await this.count(taken)) === 0) await this.click(selector);
      return this.count(taken);
    };
    await expect.poll(press, { message: taken, interval: 500 }).toBeGreaterThan(0);
  }

  press(key: string): Promise<void> {
    return this.browser.press(key);
  }

  state(): Promise<State> {
    return this.browser.inPage(() => Object.fromEntries(Object.entries(document.documentElement.dataset)) as State);
  }

  waitForState(expected: State): Promise<void> {
    return expect.poll(() => this.state()).toMatchObject(expected);
  }

  count(selector: string): Promise<number> {
    return this.browser.inPage((selector: string) => document.querySelectorAll(selector).length, selector);
  }

  waitFor(selector: string): Promise<void> {
    return expect.poll(() => this.count(selector), { message: selector }).toBeGreaterThan(0);
  }

  waitForNone(selector: string): Promise<void> {
    return expect.poll(() => this.count(selector), { message: selector }).toBe(0);
  }

  text(selector: string): Promise<string> {
    return this.browser.inPage((selector: string) => document.querySelector(selector)?.textContent ?? '', selector);
  }

  address(): Promise<string> {
    return this.browser.inPage(() => location.href);
  }

  hasFocus(selector: string): Promise<boolean> {
    return this.browser.inPage((selector: string) => document.activeElement?.matches(selector) ?? false, selector);
  }

  /** Moves on with `move`, past open questions, until the stage says so. */
  async stepUntil(test: (state: State) => boolean, move = () => this.click('[data-action="next"]')): Promise<void> {
    for (let step = 0; step < 200; step++) {
      const { state, isAsked } = await this.browser.inPage(
        (skip: string) => ({
          state: Object.fromEntries(Object.entries(document.documentElement.dataset)) as State,
          isAsked: document.querySelector(skip) !== null,
        }),
        skip,
      );
      if (test(state)) return;
      if (isAsked) await this.click(skip);
      await move();
    }
    throw new Error('the step was not reached');
  }

  /** All that went wrong in the page since it was opened. */
  async complaints(): Promise<readonly string[]> {
    const heard = await this.browser.inPage(() => (window as unknown as { heard: string[] }).heard);
    return [...heard, ...this.browser.logged()];
  }
}
