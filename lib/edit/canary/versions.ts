import { matchesLabels } from '#lib/k8s/selector.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import { selectWorkloads } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { ServiceRef } from './service-ref.ts';

/** A version of a service, as a label of its pods tells it. */
export interface Version {
  readonly version: string;
  readonly pods: { readonly ready: number; readonly total: number };
}

export interface Versions {
  /** The label that tells them apart. */
  readonly label: string;
  /** By name. */
  readonly versions: readonly Version[];
}

/** Labels that tell versions apart, the one that Istio's own examples use first. */
const labels = ['version', 'app.kubernetes.io/version', 'service.istio.io/canonical-revision'];

/** The versions of a service among its workloads, those scaled to none too; null where no label tells two apart. */
export function versionsOf(cluster: ClusterSnapshot, { namespace, name }: ServiceRef): Versions | null {
  const service = objectAt(cluster, 'Service', namespace, name);
  const behind = selectWorkloads(cluster, namespace, service?.spec?.selector);
  for (const label of labels) {
    const byVersion = Map.groupBy(behind, (workload) => workload.labels[label] ?? '');
    byVersion.delete('');
    if (byVersion.size < 2) continue;
    const versions = [...byVersion].map(([version, workloads]) => ({ version, pods: podsOf(workloads) }));
    return { label, versions: versions.sort((a, b) => (a.version < b.version ? -1 : 1)) };
  }
  return null;
}

function podsOf(workloads: readonly Workload[]): Version['pods'] {
  const sum = (of: 'ready' | 'total') => workloads.reduce((all, { pods }) => all + pods[of], 0);
  return { ready: sum('ready'), total: sum('total') };
}

/** The Service of one version, by name, for routes that know no subsets: one that selects what the service selects and the version. */
export function versionServices(
  cluster: ClusterSnapshot,
  service: ServiceRef,
  { label, versions }: Versions,
): ReadonlyMap<string, string> {
  const selector = objectAt(cluster, 'Service', service.namespace, service.name)?.spec?.selector ?? {};
  const others = [...objects(cluster, 'Service', service.namespace)].filter(
    ({ metadata }) => metadata.name !== service.name,
  );
  const found = new Map<string, string>();
  for (const { version } of versions) {
    const one = others.find(
      ({ spec }) => spec?.selector?.[label] === version && matchesLabels(selector, { ...spec.selector }),
    );
    if (one !== undefined) found.set(version, one.metadata.name);
  }
  return found;
}
