import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/** Objects as the API server has them now, by `objectKey`: where one is here its plan holds on this version. */
export type LiveObjects = ReadonlyMap<string, KubeObject>;

/**
 * An object to base a change on: as it is now, else as the snapshot has it, which keeps the kinds of Istio and of the Gateway
 * API whole but for managed fields. Null where there is none.
 */
export function baseOf(cluster: ClusterSnapshot, live: LiveObjects, ref: ObjectRef): KubeObject | null {
  const kind = kindNameOf(ref.group, ref.kind);
  const watched =
    kind === null
      ? undefined
      : cluster.objects
          .get(kind)
          ?.get(ref.namespace ?? '')
          ?.get(ref.name);
  return live.get(objectKey(ref)) ?? watched ?? null;
}
