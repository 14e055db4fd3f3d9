import { matchesLabels } from '#lib/k8s/selector.ts';
import { derive } from './derive.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { type Workload, workloadKinds, workloadsIn } from './workloads.ts';

/** The workloads in `namespace` whose pods have all of `labels`; none for an empty selector (a Service without one selects nothing). */
export function selectWorkloads(
  cluster: ClusterSnapshot,
  namespace: string,
  labels: Readonly<Record<string, string>> | undefined,
): readonly Workload[] {
  if (labels === undefined || Object.keys(labels).length === 0) return [];
  return workloadsIn(cluster, namespace).filter((w) => matchesLabels(labels, w.labels));
}

/** The workloads behind each Service, by `namespace/name`. */
export const workloadsOfServices: (cluster: ClusterSnapshot) => ReadonlyMap<string, readonly Workload[]> =
  derive(['Service', ...workloadKinds], (cluster) => {
    const found = new Map<string, readonly Workload[]>();
    for (const service of objects(cluster, 'Service')) {
      const { namespace = '', name } = service.metadata;
      found.set(`${namespace}/${name}`, selectWorkloads(cluster, namespace, service.spec?.selector));
    }
    return found;
  });
