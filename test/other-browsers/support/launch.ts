import { inject } from 'vitest';
import { findFirefox, findWebKit } from '../../../tools/find-browser.ts';
import type { Browser, BrowserName, LaunchOptions } from './browser.ts';
import { launchFirefox } from './firefox.ts';
import { launchWebKit } from './webkit.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browser: BrowserName;
  }
}

/** The browser that this run is about. */
export const name = inject('browser');

const firefox = findFirefox();
const webKit = findWebKit();

/** Then its tests are skipped: `npm test` names it, and says what to install. */
export const isMissing = (name === 'Firefox' ? firefox : webKit) === undefined;

export function launch(options: LaunchOptions): Promise<Browser> {
  if (name === 'Firefox' && firefox !== undefined) return launchFirefox(firefox, options);
  if (name === 'WebKit' && webKit !== undefined) return launchWebKit(webKit, options);
  throw new Error(`${name} is not installed`);
}
