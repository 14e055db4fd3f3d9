import type { KubeObject } from '#lib/k8s/object.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { selectPods } from './select-pods.ts';
import type { ClusterSnapshot } from './snapshot.ts';

type Labels = Readonly<Record<string, string>>;

/** A pod that several objects select, and which ones. */
export interface InCommon<O> {
  readonly pod: Pod;
  readonly others: readonly O[];
}

/**
 * Of objects that select pods of their own namespace by labels, those that share a pod with another of them, each with the
 * first such pod. Objects without labels select nothing here.
 */
export function podsInCommon<O extends KubeObject>(
  cluster: ClusterSnapshot,
  objects: Iterable<O>,
  labelsOf: (object: O) => Labels,
): ReadonlyMap<O, InCommon<O>> {
  const byPod = new Map<Pod, O[]>();
  for (const object of objects) {
    const labels = labelsOf(object);
    if (Object.keys(labels).length === 0) continue;
    for (const pod of selectPods(cluster, labels, object.metadata.namespace ?? '')) {
      const same = byPod.get(pod);
      if (same === undefined) byPod.set(pod, [object]);
      else same.push(object);
    }
  }
  const found = new Map<O, InCommon<O>>();
  for (const [pod, selecting] of byPod) {
    if (selecting.length < 2) continue;
    for (const object of selecting) {
      if (!found.has(object))
        found.set(object, { pod, others: selecting.filter((other) => other !== object) });
    }
  }
  return found;
}
