import { matchesLabels } from '#lib/k8s/selector.ts';
import type { MeshSettings } from './mesh-settings.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import type { WorkloadNode } from './workloads.ts';

export type ServerMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/** What a workload's proxy accepts on a port: port over workload over namespace over mesh, the oldest of each. */
export function readPeerAuthentication(
  view: ConfigView,
  settings: MeshSettings,
): (workload: WorkloadNode, port: number) => ServerMode {
  const all = objectsOf(view, 'PeerAuthentication');
  const labelsOf = (policy: (typeof all)[number]) => policy.spec?.selector?.matchLabels;
  const modeOf = (mode: string | undefined): ServerMode | null =>
    mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? mode : null;
  const broad = (namespace: string): ServerMode | null => {
    const policy = all.find((p) => namespaceOf(p) === namespace && labelsOf(p) === undefined);
    return modeOf(policy?.spec?.mtls?.mode);
  };
  const mesh = broad(settings.rootNamespace) ?? 'PERMISSIVE';
  return (workload, port) => {
    const own = all.find((policy) => {
      const labels = labelsOf(policy);
      return (
        namespaceOf(policy) === workload.namespace &&
        labels !== undefined &&
        matchesLabels(labels, workload.labels)
      );
    });
    return (
      modeOf(own?.spec?.portLevelMtls?.[String(port)]?.mode) ??
      modeOf(own?.spec?.mtls?.mode) ??
      broad(workload.namespace) ??
      mesh
    );
  };
}
