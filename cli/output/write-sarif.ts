import type { Suppression } from '#lib/core/finding.ts';
import { codeInfo } from '#lib/validation/codes.ts';
import { objectName, type Report } from './placed-finding.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, which code scanners read. */
export function writeSarif(report: Report): readonly string[] {
  const findings = [...report.findings, ...report.suppressed];
  const codes = [...new Set(findings.map(({ finding }) => finding.code))].sort();
  const rules = codes.map((id) => {
    const info = codeInfo(id);
    if (info === null) return { id };
    return {
      id,
      shortDescription: { text: info.summary },
      fullDescription: { text: info.breaks },
      help: { text: info.fix },
      helpUri: info.link,
      defaultConfiguration: { level: levels[info.level] },
    };
  });
  const results = findings.map(({ finding, text, file, line }) => ({
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: levels[finding.level],
    message: { text },
    ...suppressionsOf(finding.suppressed),
    locations: [
      {
        ...(file === null
          ? {}
          : { physicalLocation: { artifactLocation: { uri: file }, region: { startLine: line } } }),
        logicalLocations: [{ fullyQualifiedName: `${objectName(finding)} ${finding.path}`.trim() }],
      },
    ],
  }));
  const run = { tool: { driver: { name: 'weft', rules } }, results };
  const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return [JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)];
}

function suppressionsOf(suppressed: Suppression | undefined) {
  if (suppressed === undefined) return {};
  const kind = suppressed.by === 'annotation' ? 'inSource' : 'external';
  return { suppressions: [{ kind, justification: suppressed.as }] };
}
