import { codeInfo } from '#lib/validation/codes.ts';
import type { PlacedFinding, Report } from './placed-finding.ts';

/** Everything that is known of each finding, for programs. */
export function writeJson({ findings, suppressed, objects, notes, change }: Report): readonly string[] {
  const written = {
    objects,
    findings: findings.map(jsonOf),
    suppressed: suppressed.map((placed) => ({ ...jsonOf(placed), by: placed.finding.suppressed })),
    notes,
    ...(change === undefined
      ? {}
      : { cluster: change.of, gone: change.gone.map(jsonOf), kept: change.kept.map(jsonOf) }),
  };
  return [JSON.stringify(written, null, 2)];
}

function jsonOf({ finding, text, file, line }: PlacedFinding) {
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
}
