import { objectName, type Report } from './placed-finding.ts';

/** One line a finding, and a last one that counts. */
export function writeText({ findings, suppressed, objects }: Report): readonly string[] {
  const errors = findings.filter(({ finding }) => finding.level === 'error').length;
  const quiet = suppressed.length === 0 ? '' : `; ${suppressed.length} suppressed`;
  return [
    ...findings.map(({ finding, text, file, line }) => {
      const where = file === null ? '' : `${file}:${line} `;
      const field = finding.path === '' ? '' : ` ${finding.path}`;
      return `${where}${finding.level} ${finding.code} ${objectName(finding)}${field}: ${text}`;
    }),
    `${objects} objects, ${findings.length} findings, ${errors} of them errors${quiet}`,
  ];
}
