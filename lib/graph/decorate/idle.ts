import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloads } from '#lib/mesh/workloads.ts';
import { nodeIdOf } from '../identity.ts';
import type { NodeSeed } from '../place.ts';

/**
 * Workloads of the mesh that had no traffic: those with a proxy, and those without pods beside them in a namespace of the
 * mesh. What never was in the mesh (a DNS server, the control plane) would only be noise.
 */
export function idleWorkloads(snapshot: MeshSnapshot, seen: ReadonlySet<string>): readonly NodeSeed[] {
  const idle: NodeSeed[] = [];
  for (const cluster of snapshot.clusters.values()) {
    const all = [...workloads(cluster).values()];
    const meshed = new Set(all.filter(isMeshed).map((workload) => workload.namespace));
    for (const workload of all) {
      const { namespace, name, app, version } = workload;
      if (!isMeshed(workload) && (workload.proxy !== null || !meshed.has(namespace))) continue;
      const identity = { kind: 'workload', cluster: cluster.id, namespace, name } as const;
      const id = nodeIdOf(identity);
      if (!seen.has(id)) idle.push({ id, identity, app, version });
    }
  }
  return idle;
}

const isMeshed = ({ proxy }: Workload): boolean => proxy !== null && proxy !== 'none';
