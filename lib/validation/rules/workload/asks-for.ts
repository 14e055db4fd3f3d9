import { namespaceMode } from '#lib/istio/dataplane-mode.ts';
import { namespaceInAmbient } from '#lib/mesh/ambient.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';

type Labels = Readonly<Record<string, string>>;

const mode = 'istio.io/dataplane-mode';
const inject = 'sidecar.istio.io/inject';

/** The label by which somebody asked for sidecars, `key=value`; null where none does. */
export function sidecarLabel(labels: Labels): string | null {
  const key = [inject, 'istio-injection', 'istio.io/rev'].find((one) => {
    const value = labels[one];
    return value !== undefined && value !== '' && value !== 'false' && value !== 'disabled';
  });
  return key === undefined ? null : `${key}=${labels[key]}`;
}

/** The label by which a workload, or else its namespace, asks for sidecars. */
export function sidecarLabelFor(cluster: ClusterSnapshot, { namespace, labels }: Workload): string | null {
  const own = sidecarLabel(labels);
  if (own !== null || labels[inject] !== undefined) return own;
  const ofNamespace = labelsOf(cluster, namespace);
  return namespaceMode(ofNamespace) === 'sidecar' ? sidecarLabel(ofNamespace) : null;
}

/** Whose label asks for ambient: the workload's own, its namespace's; null where none does or the workload opted out. */
export function ambientLabelFor(
  cluster: ClusterSnapshot,
  { namespace, labels }: Workload,
): 'workload' | 'namespace' | null {
  const own = labels[mode];
  if (own !== undefined) return own === 'ambient' ? 'workload' : null;
  return namespaceInAmbient(cluster, namespace) ? 'namespace' : null;
}

/** Whether labels ask for a sidecar and for ambient at once. */
export const asksForBoth = (labels: Labels): boolean =>
  labels[mode] === 'ambient' && sidecarLabel(labels) !== null;

export const labelsOf = (cluster: ClusterSnapshot, namespace: string): Labels =>
  objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels ?? {};
