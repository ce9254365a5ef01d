/** Reads from the JSON reports of Vitest and Playwright how many tests passed, and the names of those that did not. */
import * as v from 'valibot';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of the tests and files that failed, as a person would look for them. */
  readonly failures: readonly string[];
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      assertionResults: v.array(v.object({ status: v.string(), fullName: v.string() })),
    }),
  ),
});

/** A file that fails before its first test counts as one failure. */
export function vitestCounts(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = v.parse(vitestReport, report);
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter((test) => test.status === 'failed').map((test) => `${name}: ${test.fullName}`),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + brokenFiles.length,
    skipped: numPendingTests,
    failures: [...brokenFiles.map((file) => file.name), ...failures],
  };
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[] | undefined;
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly { status: string }[];
  }[];
}

const suite: v.GenericSchema<Suite> = v.object({
  title: v.string(),
  suites: v.optional(v.array(v.lazy(() => suite))),
  specs: v.array(v.object({ title: v.string(), ok: v.boolean(), tests: v.array(v.object({ status: v.string() })) })),
});

const playwrightReport = v.object({
  suites: v.array(suite),
  errors: v.array(v.object({ message: v.optional(v.string()) })),
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
});

/** An error outside every test counts as a failure; a test that passed only when repeated is not a pass. */
export function playwrightCounts(report: unknown): Counts {
  const { errors, stats, suites } = v.parse(playwrightReport, report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [...errors.map(({ message }) => firstLine(message)), ...suites.flatMap((root) => failuresIn(root, []))],
  };
}

function failuresIn({ title, suites = [], specs }: Suite, path: readonly string[]): string[] {
  const here = [...path, title];
  const failed = specs.filter(({ ok, tests }) => !ok || tests.some((test) => test.status === 'flaky'));
  return [
    ...failed.map((spec) => [...here, spec.title].join(' › ')),
    ...suites.flatMap((inner) => failuresIn(inner, here)),
  ];
}

function firstLine(message = 'an error without words'): string {
  return message.split('\n', 1)[0] ?? message;
}
