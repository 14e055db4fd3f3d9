import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ObjectOf } from '#lib/istio/kind-types.ts';
import { type KindName, kindNames, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot, KindObjects, MeshSnapshot } from './snapshot.ts';

const none: KindObjects = new Map();

/** The objects of a kind by namespace and name; empty where the kind is absent or not allowed (see `states`). */
export function kindObjects<K extends KindName>(cluster: ClusterSnapshot, kind: K): KindObjects<ObjectOf<K>> {
  return ofKind<K>(cluster.objects.get(kind) ?? none);
}

/** The objects of a kind, in one namespace or in all. */
export function* objects<K extends KindName>(
  cluster: ClusterSnapshot,
  kind: K,
  namespace?: string,
): Generator<ObjectOf<K>> {
  const all = kindObjects(cluster, kind);
  if (namespace !== undefined) yield* all.get(namespace)?.values() ?? [];
  else for (const named of all.values()) yield* named.values();
}

/** One object by name, or null. `namespace` is `''` for cluster-scoped kinds. */
export function objectAt<K extends KindName>(
  cluster: ClusterSnapshot,
  kind: K,
  namespace: string,
  name: string,
): ObjectOf<K> | null {
  return kindObjects(cluster, kind).get(namespace)?.get(name) ?? null;
}

/** The object a reference means, or null when it is not in the snapshot. */
export function findObject(snapshot: MeshSnapshot, ref: ObjectRef): KubeObject | null {
  const cluster = snapshot.clusters.get(ref.cluster);
  const kind = kindNameOf(ref.group, ref.kind);
  if (cluster === undefined || kind === null) return null;
  return (
    cluster.objects
      .get(kind)
      ?.get(ref.namespace ?? '')
      ?.get(ref.name) ?? null
  );
}

/** The reference of an object that was found under `kind`. */
export function refOf(cluster: ClusterSnapshot, kind: KindName, object: KubeObject): ObjectRef {
  const info = kinds[kind];
  const { name, namespace } = object.metadata;
  return {
    cluster: cluster.id,
    group: info.group,
    kind: info.kind,
    namespace: info.namespaced ? (namespace ?? '') : null,
    name,
  };
}

const byGroupKind = new Map(kindNames.map((name) => [`${kinds[name].group}/${kinds[name].kind}`, name]));

/** The name the code uses for a kind, or null when Weft does not read it. */
export function kindNameOf(group: string, kind: string): KindName | null {
  return byGroupKind.get(`${group}/${kind}`) ?? null;
}

/**
 * The one cast from watched JSON to a kind's type. It holds because the API server admitted the objects by the schema of
 * their kind, and because every field below `spec` and `status` is optional in our types but for list keys.
 */
function ofKind<K extends KindName>(map: KindObjects): KindObjects<ObjectOf<K>> {
  return map as unknown as KindObjects<ObjectOf<K>>;
}
