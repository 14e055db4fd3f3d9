import { objectName, type PlacedFinding } from './placed-finding.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Workflow commands, which GitHub shows at the line of a pull request that they name. */
export function writeGithub(findings: readonly PlacedFinding[]): readonly string[] {
  return findings.map(({ finding, text, file, line }) => {
    const where = file === null ? '' : `file=${property(file)},line=${line},`;
    const title = `title=${property(`${finding.code} ${objectName(finding)}`)}`;
    return `::${commands[finding.level]} ${where}${title}::${data(text)}`;
  });
}
