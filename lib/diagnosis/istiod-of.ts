import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloads } from '#lib/mesh/workloads.ts';

/** The workload that is istiod; undefined where the control plane is not in this cluster. */
export const istiodOf = (cluster: ClusterSnapshot): Workload | undefined =>
  [...workloads(cluster).values()].find(({ labels }) => labels.app === 'istiod');
