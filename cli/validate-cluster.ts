import type { Finding } from '#lib/core/finding.ts';
import { compareFindings } from '#lib/edit/compare-findings.ts';
import { configKinds } from '#lib/k8s/config-kinds.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { overlay } from '#lib/mesh/overlay.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import { allRules, usualRules } from '#lib/validation/rules/all.ts';
import { createValidator } from '#lib/validation/run.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';
import { ghostFields } from '#lib/validation/schema/ghost-fields.ts';
import { suppress } from '#lib/validation/suppress.ts';
import { askedFor } from './asked-for.ts';
import { type SeenCluster, seeCluster } from './connect.ts';
import type { ClusterOptions, ValidateOptions } from './options.ts';
import type { Report } from './output/placed-finding.ts';
import { placeFindings } from './place-findings.ts';
import { type PlacedObject, readObjects } from './read-objects.ts';
import { schemaFindings } from './schema-findings.ts';
import { unseenKinds } from './unseen-kinds.ts';
import type { Print } from './validate.ts';
import { fails, writeReport } from './write-report.ts';

/**
 * Prints the findings of a live cluster or, where files are given, what they would change there: nothing is written to it.
 * Returns the exit code: 0 nothing at the level that fails, 1 at least one finding (with files: one that they bring), 2 files
 * or a cluster that cannot be read.
 */
export async function validateCluster(
  options: ValidateOptions,
  asked: ClusterOptions,
  print: Print,
  complain: Print,
): Promise<0 | 1 | 2> {
  const { placed, problems } = readObjects(options.paths);
  for (const problem of problems) complain(problem);
  if (placed.length === 0 && problems.length > 0) return 2;
  const written = placed.map(({ object }) => ({ group: groupOf(object.apiVersion), kind: object.kind }));
  const seen = await seeCluster(asked, written);
  if (!seen.ok) {
    complain(seen.error);
    return 2;
  }
  const report = reportOn(options, seen.value, placed, problems);
  if (options.output !== 'json') for (const note of report.notes.slice(problems.length)) complain(note);
  for (const line of writeReport(options.output, report)) print(line);
  if (problems.length > 0) return 2;
  return fails(report, options.failOn) ? 1 : 0;
}

function reportOn(
  options: ValidateOptions,
  { snapshot, name, namespace, schemas }: SeenCluster,
  placed: readonly PlacedObject[],
  problems: readonly string[],
): Report {
  const validator = createValidator(options.everyRule ? allRules : usualRules);
  const findingsOf = (mesh: MeshSnapshot, besides: readonly Finding[] = []) =>
    askedFor(
      suppress([...besides, ...validator(mesh), ...ghostsIn(mesh, schemas)], mesh, options.silences),
      options.namespaces,
    );
  const mesh = meshOf(snapshot);
  const before = findingsOf(mesh);
  const notes = [...problems, ...unseenKinds(mesh)];
  const place = (findings: readonly Finding[]) => placeFindings(findings, placed, namespace);
  if (options.paths.length === 0) {
    const { active, suppressed } = apart(before);
    return { findings: place(active), suppressed: place(suppressed), objects: count(snapshot), notes };
  }
  const puts = placed.map(({ object }) => ({ do: 'put' as const, object }));
  const { cluster, unread } = overlay(snapshot, puts, namespace);
  const ofSchemas = schemaFindings(schemas, placed, namespace, cluster.id);
  const after = apart(findingsOf(meshOf(cluster), ofSchemas));
  const delta = compareFindings(apart(before).active, after.active);
  return {
    findings: place(delta.appeared),
    suppressed: place(after.suppressed),
    objects: placed.length,
    notes: [
      ...notes,
      ...unread.map(
        ({ kind, metadata }) => `${kind} ${metadata.name}: Weft does not read this kind; not checked.`,
      ),
    ],
    change: { of: name, gone: placeFindings(delta.gone, [], namespace), kept: place(delta.kept) },
  };
}

/** Fields that were applied to objects and dropped. */
function ghostsIn({ clusters }: MeshSnapshot, schemas: Schemas): readonly Finding[] {
  return [...clusters.values()].flatMap((cluster) =>
    configKinds.flatMap((kind) =>
      [...objects(cluster, kind)].flatMap((object) =>
        ghostFields(schemas, object, refOf(cluster, kind, object)),
      ),
    ),
  );
}

const meshOf = (cluster: ClusterSnapshot): MeshSnapshot => ({
  version: 1,
  clusters: new Map([[cluster.id, cluster]]),
});

function apart(findings: readonly Finding[]) {
  const isActive = ({ suppressed }: Finding) => suppressed === undefined;
  return { active: findings.filter(isActive), suppressed: findings.filter((one) => !isActive(one)) };
}

function count({ objects }: ClusterSnapshot): number {
  let all = 0;
  for (const ofKind of objects.values()) for (const named of ofKind.values()) all += named.size;
  return all;
}
