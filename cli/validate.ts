import type { FindingLevel } from '#lib/core/finding.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import { findingText } from '#lib/validation/codes.ts';
import { allRules, usualRules } from '#lib/validation/rules/all.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { suppress } from '#lib/validation/suppress.ts';
import { meshOfFiles } from './mesh-of-files.ts';
import type { ValidateOptions } from './options.ts';
import type { PlacedFinding, Report } from './output/placed-finding.ts';
import { writeGithub } from './output/write-github.ts';
import { writeJson } from './output/write-json.ts';
import { writeSarif } from './output/write-sarif.ts';
import { writeText } from './output/write-text.ts';
import { type PlacedObject, readObjects } from './read-objects.ts';

type Print = (line: string) => void;

const order: readonly FindingLevel[] = ['error', 'warning', 'info'];

/**
 * Prints the findings of YAML files, which are taken for the whole mesh: what they refer to must be among them. `now` (epoch
 * milliseconds) is when certificates are judged. Returns the exit code: 0 nothing at the level that fails, 1 at least one
 * finding, 2 input that cannot be read; what can be read is checked all the same.
 */
export function validate(options: ValidateOptions, now: number, print: Print, complain: Print): 0 | 1 | 2 {
  const { placed, problems } = readObjects(options.paths);
  for (const problem of problems) complain(problem);
  if (placed.length === 0) return problems.length > 0 ? 2 : 0;
  const { mesh, notes } = meshOfFiles(
    placed.map(({ object }) => object),
    now,
  );
  const every = suppress(
    validateMesh(mesh, options.everyRule ? allRules : usualRules),
    mesh,
    options.silences,
  );
  const { active: findings = [], suppressed = [] } = Object.groupBy(
    placeFindings(every, placed),
    ({ finding }) => (finding.suppressed === undefined ? 'active' : 'suppressed'),
  );
  if (options.output !== 'json') for (const note of notes) complain(note);
  const report = { findings, suppressed, objects: placed.length, notes: [...problems, ...notes] };
  for (const line of written(options.output, report)) print(line);
  if (problems.length > 0) return 2;
  const failing = order.slice(0, order.indexOf(options.failOn) + 1);
  return findings.some(({ finding }) => failing.includes(finding.level)) ? 1 : 0;
}

function written(output: ValidateOptions['output'], report: Report): readonly string[] {
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

/** Findings in the order of the files, then of the lines. */
function placeFindings(
  findings: ReturnType<typeof validateMesh>,
  placed: readonly PlacedObject[],
): readonly PlacedFinding[] {
  const key = (group: string, kind: string, namespace: string, name: string) =>
    [group, kind, namespace, name].join('/');
  const byObject = new Map(
    placed.map((one, index) => {
      const { apiVersion, kind, metadata } = one.object;
      const namespace = metadata.namespace ?? 'default';
      return [key(groupOf(apiVersion), kind, namespace, metadata.name), { one, index }];
    }),
  );
  return findings
    .map((finding) => {
      const { group, kind, name, namespace } = finding.object;
      const found = byObject.get(key(group, kind, namespace ?? 'default', name));
      const { file = null, line = 0 } =
        found === undefined ? {} : { file: found.one.file, line: found.one.lineOf(finding.path) };
      return { finding, text: findingText(finding), file, line, index: found?.index ?? placed.length };
    })
    .sort((a, b) => a.index - b.index || a.line - b.line || (a.finding.code < b.finding.code ? -1 : 1));
}
