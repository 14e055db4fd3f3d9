import { objectName, type PlacedFinding, type Report } from './placed-finding.ts';

/** One line a finding, and a last one that counts. On a cluster those that a change takes away come after those it brings. */
export function writeText({ findings, suppressed, objects, change }: Report): readonly string[] {
  const quiet = suppressed.length === 0 ? '' : `; ${suppressed.length} suppressed`;
  const errors = findings.filter(({ finding }) => finding.level === 'error').length;
  if (change === undefined) {
    const counts = `${objects} objects, ${findings.length} findings, ${errors} of them errors${quiet}`;
    return [...findings.map(lineOf), counts];
  }
  const stays = `${change.gone.length} gone, ${change.kept.length} as before${quiet}`;
  return [
    ...findings.map((one) => `new ${lineOf(one)}`),
    ...change.gone.map((one) => `gone ${lineOf(one)}`),
    `${objects} objects on ${change.of}: ${findings.length} new findings, ${errors} of them errors; ${stays}`,
  ];
}

function lineOf({ finding, text, file, line }: PlacedFinding): string {
  const where = file === null ? '' : `${file}:${line} `;
  const field = finding.path === '' ? '' : ` ${finding.path}`;
  return `${where}${finding.level} ${finding.code} ${objectName(finding)}${field}: ${text}`;
}
