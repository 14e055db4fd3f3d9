// Reads the JSON reports of the test runners: `{ passed, failed, details }`, details being what to print of each failure.
import { stripVTControlCharacters } from 'node:util';

/** The first lines of an error message, without colours: enough to know which expectation broke. */
const firstLines = (message) => stripVTControlCharacters(message).split('\n').slice(0, 8).join('\n');

/** Totals and failures of a vitest JSON report. */
export const vitestCount = (r) => ({
  passed: r.numPassedTests,
  failed: r.numFailedTests + (r.numFailedTestSuites > 0 && r.numFailedTests === 0 ? 1 : 0),
  details: r.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `failed: ${test.fullName} (${file.name})\n${firstLines(test.failureMessages[0] ?? '')}`),
  ),
});

/** Totals of a Playwright JSON report. A story that fails once and passes when told again counts as passed, and is named: it may not hide. */
export const playwrightCount = (r) => ({
  passed: r.stats.expected + r.stats.flaky,
  failed: r.stats.unexpected,
  details: specsOf(r.suites).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'unexpected' || test.status === 'flaky')
      .map(({ status, results }) => {
        const message = results.find((result) => result.error)?.error.message ?? '';
        return `${status === 'flaky' ? 'passed at the second try' : 'failed'}: ${spec.title} (e2e/${spec.file}:${spec.line})\n${firstLines(message)}`;
      }),
  ),
});
const specsOf = (suites) => suites.flatMap((s) => [...s.specs, ...specsOf(s.suites ?? [])]);

/**
 * A conformance report is judged against the floor alone: what passes counts, what the corpus asks beyond is told and fails
 * nothing. A suite that fell below its floor fails as a whole, by the exit code.
 */
export const conformanceCount = ({ suites }) => {
  const counted = suites.map(({ suite, cases }) => {
    const asked = cases.filter(({ quirk }) => quirk === null);
    return { suite, passed: asked.filter(({ pass }) => pass).length, asked: asked.length };
  });
  return {
    passed: counted.reduce((sum, { passed }) => sum + passed, 0),
    failed: 0,
    details: counted.map(({ suite, passed, asked }) => `${suite}: ${passed} of ${asked} cases of the corpus`),
  };
};
