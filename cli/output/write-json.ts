import { codeInfo } from '#lib/validation/codes.ts';
import type { PlacedFinding } from './placed-finding.ts';

/** Everything that is known of each finding, for programs. */
export function writeJson(
  findings: readonly PlacedFinding[],
  objects: number,
  notes: readonly string[],
): readonly string[] {
  const written = findings.map(({ finding, text, file, line }) => {
    const info = codeInfo(finding.code);
    return {
      code: finding.code,
      level: finding.level,
      object: finding.object,
      path: finding.path,
      text,
      breaks: info?.breaks ?? null,
      fix: info?.fix ?? null,
      link: info?.link ?? null,
      file,
      line: file === null ? null : line,
    };
  });
  return [JSON.stringify({ objects, findings: written, notes }, null, 2)];
}
