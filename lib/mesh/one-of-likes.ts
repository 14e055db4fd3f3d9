import type { KubeObject } from '#lib/k8s/object.ts';
import { workloadName } from '#lib/k8s/workload-name.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { deriveInNamespace } from './derive.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Pods that one controller made from one template, represented by the first of them. */
export interface Likes {
  readonly pod: Pod;
  readonly more: number;
}

/** Pods in groups of those that the same controller made: what is wrong with one is wrong with all, and worth saying once. */
export function oneOfLikes(pods: Iterable<Pod>): readonly Likes[] {
  const groups = Map.groupBy(pods, (pod) => {
    const { kind, name } = workloadName(pod);
    return `${pod.metadata.namespace ?? ''}/${kind}/${name}`;
  });
  return [...groups.values()].flatMap(([pod, ...rest]) =>
    pod === undefined ? [] : [{ pod, more: rest.length }],
  );
}

const firstIn = deriveInNamespace(
  ['Pod'],
  (cluster, namespace): ReadonlySet<KubeObject> =>
    new Set(oneOfLikes(objects(cluster, 'Pod', namespace)).map(({ pod }) => pod)),
);

/** Whether a pod of the cluster is the first of those that its controller made. */
export const isFirstOfLikes = (cluster: ClusterSnapshot, pod: KubeObject): boolean =>
  firstIn(cluster, pod.metadata.namespace ?? '').has(pod);
