import type { FindingLevel } from '#lib/core/finding.ts';
import type { ValidateOptions } from './options.ts';
import type { Report } from './output/placed-finding.ts';
import { writeGithub } from './output/write-github.ts';
import { writeJson } from './output/write-json.ts';
import { writeSarif } from './output/write-sarif.ts';
import { writeText } from './output/write-text.ts';

const order: readonly FindingLevel[] = ['error', 'warning', 'info'];

/** The lines of a report in the form that is asked for. */
export function writeReport(output: ValidateOptions['output'], report: Report): readonly string[] {
  switch (output) {
    case 'text':
      return writeText(report);
    case 'json':
      return writeJson(report);
    case 'sarif':
      return writeSarif(report);
    case 'github':
      return writeGithub(report.findings);
  }
}

/** Whether a finding is at the level that fails, or graver. */
export function fails({ findings }: Report, failOn: FindingLevel): boolean {
  const failing = order.slice(0, order.indexOf(failOn) + 1);
  return findings.some(({ finding }) => failing.includes(finding.level));
}
