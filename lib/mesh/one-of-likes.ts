import { workloadName } from '#lib/k8s/workload-name.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { derive, deriveInNamespace } from './derive.ts';
import { kindObjects, objects } from './objects.ts';
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

const firstIn = deriveInNamespace(['Pod'], (cluster, namespace) =>
  oneOfLikes(objects(cluster, 'Pod', namespace)).map(({ pod }) => pod),
);

/** Of all pods of a cluster the first of each controller. */
export const firstPods: (cluster: ClusterSnapshot) => readonly Pod[] = derive(['Pod'], (cluster) =>
  [...kindObjects(cluster, 'Pod').keys()].flatMap((namespace) => firstIn(cluster, namespace)),
);
