import type { ListedObject, ObjectsResponse } from '#lib/api/object-contract.ts';
import type { Finding } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { countFindings } from '#lib/graph/decorate/findings.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { configKinds } from '#lib/k8s/config-kinds.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import { managedByOf } from '#lib/k8s/managed-by.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { findingsOf } from './findings.ts';
import { shared } from './shared.ts';

/** The configuration of the mesh as far as the viewer may read it; for who may read all of it the same value while nothing changes. */
export function listObjects(ctx: Context): ObjectsResponse {
  const snapshot = ctx.kube.snapshot();
  const { namespaces } = ctx.viewer;
  if (namespaces !== null) return listOf(ctx, snapshot, namespaces);
  const kept = shared(ctx.kube, 'objects-list', () => new WeakMap<MeshSnapshot, ObjectsResponse>());
  const known = kept.get(snapshot) ?? listOf(ctx, snapshot, null);
  kept.set(snapshot, known);
  return known;
}

function listOf(
  ctx: Context,
  snapshot: MeshSnapshot,
  namespaces: ReadonlySet<string> | null,
): ObjectsResponse {
  const byObject = Map.groupBy(findingsOf(ctx, snapshot), ({ object }) => objectKey(object));
  const clusters = [...snapshot.clusters.values()];
  const mayRead = ({ metadata }: KubeObject) => namespaces?.has(metadata.namespace ?? '') ?? true;
  return {
    objects: clusters.flatMap((cluster) =>
      configKinds.flatMap((kind) =>
        [...objects(cluster, kind)]
          .filter(mayRead)
          .map((object) => entry(refOf(cluster, kind, object), object, byObject)),
      ),
    ),
    kinds: clusters.flatMap(kindStates),
  };
}

/** Managed fields and labels are read once for an object: it is the same until it changes. */
const told = new WeakMap<KubeObject, Pick<ListedObject, 'managedBy' | 'changed'>>();

function entry(
  object: ListedObject['object'],
  of: KubeObject,
  byObject: ReadonlyMap<string, readonly Finding[]>,
): ListedObject {
  const found = byObject.get(objectKey(object)) ?? [];
  const known = told.get(of) ?? { managedBy: managedByOf(of.metadata), changed: changedAt(of.metadata) };
  told.set(of, known);
  return {
    object,
    findings: countFindings(found),
    codes: [...new Set(found.map(({ code }) => code))].sort(),
    ...known,
  };
}

function kindStates({ id: cluster, states }: ClusterSnapshot): ObjectsResponse['kinds'] {
  return configKinds.map((name) => {
    const { group, kind } = kinds[name];
    const state = states.get(name) ?? { phase: 'loading' };
    return { cluster, group, kind, phase: state.phase, reason: 'reason' in state ? state.reason : null };
  });
}
