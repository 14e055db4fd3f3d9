import type { Pod } from '#lib/k8s/workload-types.ts';
import { derive } from './derive.ts';
import { objectAt, objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Pods by each of their addresses. Pods of the host's network share theirs and are left out. */
const podsByAddress: (cluster: ClusterSnapshot) => ReadonlyMap<string, Pod> = derive(['Pod'], (cluster) => {
  const found = new Map<string, Pod>();
  for (const pod of objects(cluster, 'Pod')) {
    if (pod.spec?.hostNetwork === true) continue;
    const { podIP, podIPs = [] } = pod.status ?? {};
    for (const address of [podIP, ...podIPs.map(({ ip }) => ip)]) if (address) found.set(address, pod);
  }
  return found;
});

/** The address of a scrape target: `10.0.0.1:15020` and `[fd00::1]:15020` without their port. */
const addressOf = (instance: string): string => instance.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

/** The pod that a scrape target is: by its name where the labels have one, else by its address. Null when it is not in the snapshot. */
export function findPod(cluster: ClusterSnapshot, namespace: string, nameOrInstance: string): Pod | null {
  return (
    objectAt(cluster, 'Pod', namespace, nameOrInstance) ??
    podsByAddress(cluster).get(addressOf(nameOrInstance)) ??
    null
  );
}

/** The zone of a node by its well-known label, null where it is not known. */
export function zoneOf(cluster: ClusterSnapshot, node: string): string | null {
  const labels = objectAt(cluster, 'Node', '', node)?.metadata.labels;
  return (
    labels?.['topology.kubernetes.io/zone'] ?? labels?.['failure-domain.beta.kubernetes.io/zone'] ?? null
  );
}
