import { codeInfo } from '#lib/validation/codes.ts';
import { objectName, type PlacedFinding } from './placed-finding.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, which code scanners read. */
export function writeSarif(findings: readonly PlacedFinding[]): readonly string[] {
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
