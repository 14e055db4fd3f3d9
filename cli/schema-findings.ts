import path from 'node:path';
import type { Finding } from '#lib/core/finding.ts';
import { type ClusterId, clusterId } from '#lib/core/ids.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import { findingOf } from '#lib/validation/rule.ts';
import { checkSchema, type Schemas } from '#lib/validation/schema/check-schema.ts';
import type { PlacedObject } from './read-objects.ts';

/** Where the schemas are that were generated for this version of Weft. */
export const generatedSchemas = path.join(import.meta.dirname, '../generated/schemas');

const files = clusterId.parse('files');

/**
 * What objects of files break of the schemas of their kinds, and which are written more than once. One that names no namespace
 * is in `namespace`. Without schemas nothing is said of them.
 */
export function schemaFindings(
  schemas: Schemas | null,
  placed: readonly PlacedObject[],
  namespace: string,
  cluster: ClusterId = files,
): readonly Finding[] {
  const known = placed.flatMap(({ object }) => {
    const group = groupOf(object.apiVersion);
    const kind = kindNameOf(group, object.kind);
    if (kind === null) return [];
    const at = kinds[kind].namespaced ? (object.metadata.namespace ?? namespace) : null;
    return [
      { object, ref: { cluster, group, kind: object.kind, namespace: at, name: object.metadata.name } },
    ];
  });
  const broken =
    schemas === null ? [] : known.flatMap(({ object, ref }) => checkSchema(schemas, object, ref));
  return [...broken, ...writtenTwice(known.map(({ ref }) => ref))];
}

function writtenTwice(refs: readonly ObjectRef[]): readonly Finding[] {
  return [...Map.groupBy(refs, objectKey).values()].flatMap((same) => {
    const [ref] = same;
    if (ref === undefined || same.length < 2) return [];
    const args = { kind: ref.kind, name: ref.name, times: String(same.length) };
    return [findingOf({ code: 'WEFT0108', path: 'metadata.name', args }, ref)];
  });
}
