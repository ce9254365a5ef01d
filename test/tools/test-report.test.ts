import { expect, it } from 'vitest';
import { playwrightCounts, vitestCounts } from '../../tools/test-report.ts';

const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2 };

it('counts the tests that Vitest ran', () => {
  const report = { ...vitest, testResults: [{ status: 'failed', assertionResults: [{}, {}] }] };
  expect(vitestCounts(report)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

it('counts a test file that broke before its first test as one failure', () => {
  const report = { ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] };
  expect(vitestCounts(report).failed).toBe(2);
});

it('counts a flaky test and an error outside the tests as failures', () => {
  const report = { errors: [{}], stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } };
  expect(playwrightCounts(report)).toEqual({ passed: 4, failed: 3, skipped: 2 });
});

it('refuses a report of another shape', () => {
  expect(() => vitestCounts({})).toThrow();
});
