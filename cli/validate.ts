import { clusterId } from '#lib/core/ids.ts';
import { groupOf, snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { findingText } from '#lib/validation/codes.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { readObjects } from './read-objects.ts';

type Print = (line: string) => void;

/**
 * Prints the findings of YAML files, which are taken for the whole mesh: what they refer to must be among them. Returns the
 * exit code: 0 nothing above a warning, 1 at least one error, 2 unreadable input.
 */
export function validate(paths: readonly string[], print: Print, complain: Print): 0 | 1 | 2 {
  const read = readObjects(paths);
  if (!read.ok) {
    complain(read.error);
    return 2;
  }
  const { cluster, unread } = snapshotOfObjects(
    clusterId.parse('files'),
    read.value.map((placed) => placed.object),
  );
  const findings = validateMesh({ version: 1, clusters: new Map([[cluster.id, cluster]]) });
  for (const finding of findings) {
    const { group, kind, name, namespace } = finding.object;
    const from = read.value.find(
      ({ object }) =>
        groupOf(object.apiVersion) === group &&
        object.kind === kind &&
        object.metadata.name === name &&
        (object.metadata.namespace ?? 'default') === namespace,
    );
    const where = from === undefined ? '' : `${from.file}:${from.line} `;
    print(
      `${where}${finding.level} ${finding.code} ${kind} ${namespace}/${name} ${finding.path}: ${findingText(finding)}`,
    );
  }
  for (const object of unread)
    complain(`${object.kind} ${object.metadata.name}: Weft does not read this kind; not checked.`);
  const errors = findings.filter((finding) => finding.level === 'error').length;
  print(`${read.value.length} objects, ${findings.length} findings, ${errors} of them errors`);
  return errors > 0 ? 1 : 0;
}
