import { allRules, usualRules } from '#lib/validation/rules/all.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { suppress } from '#lib/validation/suppress.ts';
import { readSchemas } from '#server/schemas.ts';
import { askedFor } from './asked-for.ts';
import { meshOfFiles } from './mesh-of-files.ts';
import type { ValidateOptions } from './options.ts';
import { placeFindings } from './place-findings.ts';
import { readObjects } from './read-objects.ts';
import { generatedSchemas, schemaFindings } from './schema-findings.ts';
import { fails, writeReport } from './write-report.ts';

export type Print = (line: string) => void;

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
  const schemas = readSchemas(generatedSchemas);
  const found = [
    ...schemaFindings(schemas, placed, 'default'),
    ...validateMesh(mesh, options.everyRule ? allRules : usualRules),
  ];
  const every = askedFor(suppress(found, mesh, options.silences), options.namespaces);
  const { active: findings = [], suppressed = [] } = Object.groupBy(
    placeFindings(every, placed, 'default'),
    ({ finding }) => (finding.suppressed === undefined ? 'active' : 'suppressed'),
  );
  if (options.output !== 'json') for (const note of notes) complain(note);
  const report = { findings, suppressed, objects: placed.length, notes: [...problems, ...notes] };
  for (const line of writeReport(options.output, report)) print(line);
  if (problems.length > 0) return 2;
  return fails(report, options.failOn) ? 1 : 0;
}
