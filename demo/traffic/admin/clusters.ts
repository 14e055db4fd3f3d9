import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { OutlierState } from '#demo/traffic/flow/outlier.ts';
import type { LinkRuntime, WorkloadRuntime } from '#demo/traffic/flow/runtime.ts';

export interface KnownCluster {
  readonly name: string;
  readonly hosts: readonly { readonly address: string; readonly ejected: boolean }[];
}

/** The clusters that a pod's calls use, with their hosts: a part of what a real proxy lists. */
export function clustersOf(
  workload: WorkloadRuntime,
  pod: PodNode,
  outliers: OutlierState,
  nowMs: number,
): readonly KnownCluster[] {
  const found = new Map<string, KnownCluster>();
  for (const { meshed } of workload.calls) {
    if (meshed === null || meshed.kind === 'reply') continue;
    for (const { target, links } of meshed.targets) {
      if (target.missing !== null) continue;
      const host = ({ link }: LinkRuntime) => ({
        address: `${link.endpoint.address}:${link.endpoint.port}`,
        ejected: outliers.of(pod.key, target.cluster).isEjected(link.endpoint.address, nowMs),
      });
      found.set(target.cluster, { name: target.cluster, hosts: links.map(host) });
    }
  }
  return [...found.values()];
}
