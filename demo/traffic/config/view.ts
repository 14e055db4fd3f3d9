import type { ObjectOf } from '#lib/istio/kind-types.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

/** What a client of the Kubernetes API sees right now, by kind. Kinds that are absent have no objects. */
export type ConfigView = ReadonlyMap<KindName, readonly KubeObject[]>;

/** The objects of a kind, oldest first: the order in which istiod lets objects win over each other. */
export function objectsOf<K extends KindName>(view: ConfigView, kind: K): readonly ObjectOf<K>[] {
  return [...admitted<K>(view.get(kind) ?? [])].sort(olderFirst);
}

/** Namespace of an object, `''` for cluster-scoped kinds. */
export const namespaceOf = (object: KubeObject): string => object.metadata.namespace ?? '';

function olderFirst(a: KubeObject, b: KubeObject): number {
  return (
    compare(a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? '') ||
    compare(namespaceOf(a), namespaceOf(b)) ||
    compare(a.metadata.name, b.metadata.name)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The one cast from watched JSON: the API server admitted the objects by the schema of their kind. */
function admitted<K extends KindName>(objects: readonly KubeObject[]): readonly ObjectOf<K>[] {
  return objects as unknown as readonly ObjectOf<K>[];
}
