/**
 * `npm test`: every check of the project in order, then one last line, `N passed, N failed`.
 * A test counts as one; a check that is not made of tests (format, lint, types, lessons, build) counts as one.
 * A step that crashes, hangs or reports no test counts as failed; the others still run, unless they cannot.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { spawn, type SpawnOptions } from 'node:child_process';
import { missingBrowsers } from './find-browser.ts';
import { findOrInstallChromium } from './install-browser.ts';
import { playwrightCounts, vitestCounts, type Counts } from './test-report.ts';

const results = '.test-results';
const unitReport = join(results, 'unit.json');
const browserReport = join(results, 'browser.json');
const otherBrowsersReport = join(results, 'other-browsers.json');

/** Twice what the longest step takes on two slow cores; a step that hangs must not hide the rest. */
const stepLimitMs = 15 * 60_000;

/** How long a step may take to end when it is told to. */
const stopLimitMs = 5_000;

const noBuild = 'not run: there is no build';

/** Enough to see what broke; a run that breaks everywhere has said the rest above. */
const namesSaid = 12;

interface Outcome extends Counts {
  readonly name: string;
  readonly note?: string;
  readonly seconds: number;
}

const outcomes: Outcome[] = [];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

await check('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.']);
await check('lint', ['node_modules/eslint/bin/eslint.js', '.']);
await npmCheck('types');
await tests('unit', unitReport, vitestCounts, [
  ...['node_modules/vitest/vitest.mjs', 'run'],
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
]);
await npmCheck('lessons');
const isBuilt = await npmCheck('build');
await browserTests(isBuilt);
await otherBrowserTests(isBuilt);

const passed = sum('passed');
const failed = sum('failed');
// What failed is named once more at the end, where somebody looks who has only the end.
const summary = [...outcomes.map(summaryLine), ...outcomes.flatMap(failureLines)];
process.stdout.write(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** A step that passes or fails as a whole. */
async function check(name: string, nodeArguments: readonly string[]): Promise<boolean> {
  const { isOk, seconds } = await run(name, process.execPath, nodeArguments);
  outcomes.push({ name, seconds, passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0, failures: [] });
  return isOk;
}

/** The same for one of the project's npm scripts, so that the two can never differ. */
async function npmCheck(name: string): Promise<boolean> {
  return check(name, [npmProgram(), 'run', '--silent', name]);
}

/** A step made of tests, counted from the report it writes. */
async function tests(
  name: string,
  report: string,
  countsOf: (report: unknown) => Counts,
  nodeArguments: readonly string[],
  { env = {}, note = '' }: { env?: Readonly<Record<string, string>>; note?: string } = {},
): Promise<void> {
  const { isOk, seconds } = await run(name, process.execPath, nodeArguments, env);
  const counts = readCounts(report, countsOf);
  if (counts.failed === 0 && (!isOk || counts.passed === 0)) {
    const note = isOk ? 'no test ran' : 'ended with an error outside the tests';
    outcomes.push({ ...counts, name, seconds, failed: 1, note });
  } else {
    outcomes.push({ ...counts, name, seconds, note });
  }
}

async function browserTests(isBuilt: boolean): Promise<void> {
  const name = 'browser';
  const refuse = (note: string) =>
    outcomes.push({ name, note, passed: 0, failed: 1, skipped: 0, failures: [], seconds: 0 });
  if (!isBuilt) return void refuse(noBuild);
  const browser = findOrInstallChromium();
  if (!browser.ok) return void refuse(browser.advice);
  const port = String(await freePort(Number(process.env['PREVIEW_PORT'] ?? 4173)));
  await tests(
    name,
    browserReport,
    playwrightCounts,
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport, PREVIEW_PORT: port } },
  );
}

/** Firefox and WebKit, where they are installed: one that is not is skipped by name, and is no failure. */
async function otherBrowserTests(isBuilt: boolean): Promise<void> {
  const name = 'other-browsers';
  const missing = missingBrowsers();
  const note = missing.length === 0 ? '' : `skipped, not installed: ${missing.join(', ')}`;
  if (!isBuilt || missing.length === 2) {
    const failed = isBuilt ? 0 : 1;
    outcomes.push({ name, note: isBuilt ? note : noBuild, passed: 0, failed, skipped: 0, failures: [], seconds: 0 });
    return;
  }
  await tests(
    name,
    otherBrowsersReport,
    vitestCounts,
    [
      ...['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.browsers.config.ts'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${otherBrowsersReport}`],
    ],
    { note },
  );
}

function readCounts(report: string, countsOf: (report: unknown) => Counts): Counts {
  try {
    return countsOf(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  }
}

/** Runs one program to its end, its output shown as it comes. */
function run(
  name: string,
  program: string,
  programArguments: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ isOk: boolean; seconds: number }> {
  process.stdout.write(`\n== ${name} ==\n`);
  const start = performance.now();
  const options: SpawnOptions = {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    // A group of its own, so that a step that hangs ends with all it started.
    detached: process.platform !== 'win32',
  };
  return new Promise((resolve) => {
    const child = spawn(program, programArguments, options);
    // Asked first: a test runner then ends the servers and browsers that it started.
    const stop = () => {
      endGroup(child.pid, 'SIGINT');
      setTimeout(() => endGroup(child.pid, 'SIGKILL'), stopLimitMs).unref();
    };
    const timer = setTimeout(() => {
      process.stdout.write(`${name}: stopped after ${stepLimitMs / 60_000} minutes\n`);
      stop();
    }, stepLimitMs);
    const quit = () => {
      child.once('exit', () => process.exit(130));
      stop();
    };
    process.once('SIGINT', quit);
    process.once('SIGTERM', quit);
    const end = (isOk: boolean) => {
      clearTimeout(timer);
      process.off('SIGINT', quit);
      process.off('SIGTERM', quit);
      resolve({ isOk, seconds: (performance.now() - start) / 1000 });
    };
    child.once('error', (error) => {
      process.stdout.write(`${name}: ${error.message}\n`);
      end(false);
    });
    child.once('exit', (code) => end(code === 0));
  });
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended already.
  }
}

/** npm's own script, so that no shell is needed. */
function npmProgram(): string {
  const own = process.env['npm_execpath'];
  if (own && existsSync(own)) return own;
  const beside = join(process.execPath, '..', '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return existsSync(beside) ? beside : join(process.execPath, '..', 'node_modules', 'npm', 'bin', 'npm-cli.js');
}

/** `wanted` where it is free, else any free port. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => (wanted === 0 ? reject(new Error('no free port')) : resolve(freePort(0))));
    server.listen(wanted, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : wanted));
    });
  });
}

function summaryLine({ name, passed, failed, skipped, seconds, note }: Outcome): string {
  const mark = failed === 0 ? 'ok  ' : 'FAIL';
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${mark} ${name.padEnd(14)} ${passed} passed, ${failed} failed${skips} (${seconds.toFixed(1)} s)${note ? `: ${note}` : ''}`;
}

function failureLines({ name, failures }: Outcome): string[] {
  const more = failures.length - namesSaid;
  return [
    ...failures.slice(0, namesSaid).map((failure) => `     ${name}: ${failure}`),
    ...(more > 0 ? [`     ${name}: and ${more} more`] : []),
  ];
}

function sum(count: 'passed' | 'failed'): number {
  return outcomes.reduce((total, outcome) => total + outcome[count], 0);
}
