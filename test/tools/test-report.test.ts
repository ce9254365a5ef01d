import { expect, it } from 'vitest';
import { playwrightCounts, vitestCounts } from '../../tools/test-report.ts';

const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2 };

it('counts the tests that Vitest ran', () => {
  const assertionResults = [
    { status: 'failed', fullName: 'routes prefers the longest prefix' },
    { status: 'passed', fullName: 'routes falls back to the default' },
  ];
  const report = { ...vitest, testResults: [{ name: 'routes.test.ts', status: 'failed', assertionResults }] };
  expect(vitestCounts(report)).toEqual({
    passed: 3,
    failed: 1,
    skipped: 2,
    failures: ['routes.test.ts: routes prefers the longest prefix'],
  });
});

it('counts a test file that broke before its first test as one failure', () => {
  const report = { ...vitest, testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] };
  expect(vitestCounts(report)).toMatchObject({ failed: 2, failures: ['a.test.ts'] });
});

it('counts a flaky test and an error outside the tests as failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  const specs = [
    { title: 'opens', ok: false, tests: [{ status: 'unexpected' }] },
    { title: 'closes', ok: true, tests: [{ status: 'flaky' }] },
    { title: 'shows', ok: true, tests: [{ status: 'expected' }] },
  ];
  const suites = [{ title: 'page.spec.ts', specs: [], suites: [{ title: 'a dialog', specs }] }];
  const report = { suites, errors: [{ message: 'no server\nat line 3' }], stats };
  expect(playwrightCounts(report)).toEqual({
    passed: 4,
    failed: 3,
    skipped: 2,
    failures: ['no server', 'page.spec.ts › a dialog › opens', 'page.spec.ts › a dialog › closes'],
  });
});

it('refuses a report of another shape', () => {
  expect(() => vitestCounts({})).toThrow();
});
