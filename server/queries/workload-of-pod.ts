import type { WorkloadOfPod } from '#lib/alerts/node-tests.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadsIn } from '#lib/mesh/workloads.ts';

/** Finds the workload of a pod among those that are there. */
export const workloadOfPod =
  ({ clusters }: MeshSnapshot): WorkloadOfPod =>
  (namespace, pod) => {
    for (const cluster of clusters.values())
      for (const { name, podNames } of workloadsIn(cluster, namespace))
        if (podNames.includes(pod)) return name;
    return null;
  };
