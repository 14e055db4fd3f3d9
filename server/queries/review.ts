import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { ReviewResponse, reviewRequest } from '#lib/api/findings-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { Finding } from '#lib/core/finding.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { parseObjects, type WrittenObject } from '#lib/k8s/parse-objects.ts';
import { kindNameOf, objectAt, refOf } from '#lib/mesh/objects.ts';
import { type Change, overlay, placedObject } from '#lib/mesh/overlay.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { checkSchema, type Schemas } from '#lib/validation/schema/check-schema.ts';
import type { Context } from '../context.ts';
import { generatedSchemas } from './cluster-schemas.ts';
import { draftDelta } from './draft-delta.ts';

/** An object of the draft and where it stands in the text. */
interface Drafted extends WrittenObject {
  readonly ref: ObjectRef;
  readonly change: 'created' | 'changed' | 'same';
}

/**
 * What a draft would do to the findings, of those that the viewer may read. The checks run on the cluster as it would be, and
 * again only for what the draft can affect; `schemas` are what it is held against. Nothing is written. Throws WeftError `not-found` for a cluster that is not there.
 */
export function reviewDraft(
  ctx: Context,
  request: z.output<typeof reviewRequest>,
  schemas: Schemas | null = generatedSchemas(ctx),
): ReviewResponse {
  const mesh = ctx.kube.snapshot();
  const cluster = clusterOf(mesh, request.cluster);
  const { written, problems } = parseObjects(request.text);
  const drafted = written.flatMap((one) => place(cluster, one, request.namespace) ?? []);
  const unread = written.filter((one) => placedObject(one.object, request.namespace) === null);
  const removed = request.remove.flatMap((ref) => removal(cluster, ref) ?? []);
  const changes: Change[] = [
    ...removed.map(({ change }) => change),
    ...drafted.map(({ object }): Change => ({ do: 'put', object })),
  ];
  const after = meshWith(mesh, overlay(cluster, changes, request.namespace).cluster);
  const ofSchemas =
    schemas === null ? [] : drafted.flatMap(({ object, ref }) => checkSchema(schemas, object, ref));
  const delta = draftDelta(ctx, after, ofSchemas);
  const lineOf = lines(drafted);
  const placed = (finding: Finding) => ({ ...finding, line: lineOf(finding) });
  const touched = new Set([...drafted.map(({ ref }) => objectKey(ref))]);
  return {
    objects: [
      ...drafted.map(({ ref, change, lineOf }) => ({ object: ref, change, line: lineOf('') })),
      ...removed.map(({ ref }) => ({ object: ref, change: 'removed' as const, line: null })),
    ],
    problems: [
      ...problems,
      ...unread.map(({ object, lineOf }) => ({
        line: lineOf('kind'),
        says: `is a ${object.kind} of ${object.apiVersion}, a kind that Weft does not read: it is not checked.`,
      })),
    ],
    appeared: delta.appeared.map(placed),
    gone: [...delta.gone],
    // What stays as it was in the rest of the mesh is not the draft’s.
    kept: delta.kept.filter(({ object }) => touched.has(objectKey(object))).map(placed),
  };
}

/** A cluster by its id, or the first where none is named. Throws WeftError `not-found`. */
export function clusterOf({ clusters }: MeshSnapshot, id: ObjectRef['cluster'] | undefined): ClusterSnapshot {
  const found = id === undefined ? clusters.values().next().value : clusters.get(id);
  if (found !== undefined) return found;
  throw new WeftError(
    'not-found',
    id === undefined ? 'No cluster is read yet.' : `There is no cluster ${id}.`,
    {
      cure: 'Ask again when the connection panel shows Kubernetes as live.',
    },
  );
}

function place(cluster: ClusterSnapshot, one: WrittenObject, namespace: string): Drafted | null {
  const placed = placedObject(one.object, namespace);
  if (placed === null) return null;
  const { kind, at, object } = placed;
  const before = objectAt(cluster, kind, at, object.metadata.name);
  const change =
    before === null ? 'created' : isDeepStrictEqual(before.spec, object.spec) ? 'same' : 'changed';
  return { ...one, ref: refOf(cluster, kind, object), change };
}

function removal(cluster: ClusterSnapshot, ref: ObjectRef) {
  const kind = kindNameOf(ref.group, ref.kind);
  if (kind === null || objectAt(cluster, kind, ref.namespace ?? '', ref.name) === null) return null;
  const change: Change = { do: 'remove', kind, namespace: ref.namespace ?? '', name: ref.name };
  return { ref: { ...ref, cluster: cluster.id }, change };
}

/** A mesh with one of its clusters as it would be. */
export const meshWith = (mesh: MeshSnapshot, cluster: ClusterSnapshot): MeshSnapshot => ({
  ...mesh,
  clusters: new Map(mesh.clusters).set(cluster.id, cluster),
});

/** Where the draft has the field of a finding; null for findings on what is not in it. */
function lines(drafted: readonly Drafted[]): (finding: Finding) => number | null {
  const byKey = new Map(drafted.map((one) => [objectKey(one.ref), one]));
  return ({ object, path }) => byKey.get(objectKey(object))?.lineOf(path) ?? null;
}
