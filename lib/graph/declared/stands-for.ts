import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt, workloadsIn } from '#lib/mesh/workloads.ts';
import type { GraphNode } from '../model.ts';

/** The namespaces of which a viewer may read the objects; null is that of objects without one. */
export type Readable = (namespace: string | null) => boolean;

/** The workloads that a node stands for: itself, those of its application and version, or those behind its service. */
export function standsFor(
  { kind, namespace, name, app, version }: Pick<GraphNode, 'kind' | 'namespace' | 'name' | 'app' | 'version'>,
  cluster: ClusterSnapshot,
): readonly Workload[] {
  if (namespace === null) return [];
  switch (kind) {
    case 'workload': {
      const workload = workloadAt(cluster, namespace, name);
      return workload === null ? [] : [workload];
    }
    case 'app':
      return workloadsIn(cluster, namespace).filter(
        (each) => each.app === app && (version === null || each.version === version),
      );
    case 'service':
      return workloadsOfServices(cluster).get(`${namespace}/${name}`) ?? [];
    default:
      return [];
  }
}
