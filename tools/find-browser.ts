/** Where the browsers that the tests drive are installed. A value of the environment wins; nothing is ever downloaded here. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const { env } = process;

/** Programs looked for along PATH, best first. */
const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'chrome.exe'];
const firefoxNames = ['firefox-esr', 'firefox', 'firefox.exe'];
const webKitDriverNames = ['WebKitWebDriver'];

/** Places that are usually not on PATH. */
const chromiumPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...windowsPaths('Google\\Chrome\\Application\\chrome.exe'),
  ...windowsPaths('Chromium\\Application\\chrome.exe'),
];
const firefoxPaths = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...windowsPaths('Mozilla Firefox\\firefox.exe'),
];
const webKitDriverPaths = ['/usr/bin/WebKitWebDriver'];
const screenPaths = ['/usr/bin/Xvfb'];
const webKitBrowserPaths = [
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib64/webkit2gtk-4.1/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
];

/** Chromium's flags for tests: no connection leaves the machine, no first-run pages. */
export const chromiumArgs: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** The installed Chromium or Chrome; `CHROMIUM_PATH` names another. */
export function findChromium(): string | undefined {
  return find(env['CHROMIUM_PATH'], chromiumNames, chromiumPaths);
}

/** The installed Firefox; `FIREFOX_PATH` names another. */
export function findFirefox(): string | undefined {
  return find(env['FIREFOX_PATH'], firefoxNames, firefoxPaths);
}

export interface WebKit {
  readonly driver: string;
  /** WebKitGTK's small browser. */
  readonly browser: string;
  /** Xvfb: the browser needs a display, the tests give it one of its own. */
  readonly screen: string;
}

/** The installed WebKitGTK, with what drives it. */
export function findWebKit(): WebKit | undefined {
  const driver = find(env['WEBKIT_DRIVER_PATH'], webKitDriverNames, webKitDriverPaths);
  const browser = find(env['WEBKIT_BROWSER_PATH'], [], webKitBrowserPaths);
  const screen = find(undefined, ['Xvfb'], screenPaths);
  return driver && browser && screen ? { driver, browser, screen } : undefined;
}

/** For the browsers beside Chromium that are not there: what to install for each. */
export function missingBrowsers(): readonly string[] {
  return [
    ...(findFirefox() ? [] : ['Firefox (firefox-esr, or FIREFOX_PATH)']),
    ...(findWebKit() ? [] : ['WebKit (webkit2gtk-driver and xvfb)']),
  ];
}

function find(chosen: string | undefined, names: readonly string[], paths: readonly string[]): string | undefined {
  if (chosen) return chosen;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...paths].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function windowsPaths(program: string): string[] {
  return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
    .filter((root) => root !== undefined)
    .map((root) => `${root}\\${program}`);
}
