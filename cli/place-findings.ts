import type { Finding } from '#lib/core/finding.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import { findingText } from '#lib/validation/codes.ts';
import type { PlacedFinding } from './output/placed-finding.ts';
import type { PlacedObject } from './read-objects.ts';

/**
 * Findings in the order of the files, then of the lines; those on objects that no file holds come last. `namespace` is where
 * objects are that name none.
 */
export function placeFindings(
  findings: readonly Finding[],
  placed: readonly PlacedObject[],
  namespace: string,
): readonly PlacedFinding[] {
  const key = (...parts: readonly string[]) => parts.join('/');
  const byObject = new Map(
    placed.map((one, index) => {
      const { apiVersion, kind, metadata } = one.object;
      const at = metadata.namespace ?? namespace;
      return [key(groupOf(apiVersion), kind, at, metadata.name), { one, index }];
    }),
  );
  return findings
    .map((finding) => {
      const { group, kind, name, namespace: at } = finding.object;
      const found = byObject.get(key(group, kind, at ?? namespace, name));
      const { file = null, line = 0 } =
        found === undefined ? {} : { file: found.one.file, line: found.one.lineOf(finding.path) };
      return { finding, text: findingText(finding), file, line, index: found?.index ?? placed.length };
    })
    .sort((a, b) => a.index - b.index || a.line - b.line || (a.finding.code < b.finding.code ? -1 : 1));
}
