import type { ObjectRef } from '#lib/core/object-ref.ts';
import { hostWithin } from '#lib/istio/hosts.ts';
import type { Sidecar } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { meshConfigOf } from './mesh-config.ts';
import { objects, refOf } from './objects.ts';
import { olderFirst, type PolicySubject } from './policy-scope.ts';
import type { ClusterSnapshot } from './snapshot.ts';

export interface EffectiveSidecar {
  readonly object: ObjectRef;
  readonly sidecar: Sidecar;
  readonly from: 'workload' | 'namespace' | 'mesh';
}

/** The Sidecar that limits what a workload's proxy knows: its own by selector, its namespace's, the root namespace's; null: it knows all. */
export function effectiveSidecar(cluster: ClusterSnapshot, subject: PolicySubject): EffectiveSidecar | null {
  const { rootNamespace } = meshConfigOf(cluster);
  const inNamespace = [...objects(cluster, 'Sidecar', subject.namespace)].sort(olderFirst);
  const labelsOf = (sidecar: Sidecar) => sidecar.spec?.workloadSelector?.labels ?? {};
  const selecting = (sidecar: Sidecar) => Object.keys(labelsOf(sidecar)).length > 0;
  const found = (sidecar: Sidecar | undefined, from: EffectiveSidecar['from']): EffectiveSidecar | null =>
    sidecar === undefined ? null : { sidecar, from, object: refOf(cluster, 'Sidecar', sidecar) };
  const own = inNamespace.find((s) => selecting(s) && matchesLabels(labelsOf(s), subject.labels));
  const namespaceWide = inNamespace.find((s) => !selecting(s));
  const meshWide = [...objects(cluster, 'Sidecar', rootNamespace)]
    .sort(olderFirst)
    .find((s) => !selecting(s));
  return found(own, 'workload') ?? found(namespaceWide, 'namespace') ?? found(meshWide, 'mesh');
}

/**
 * Place of the egress host (`namespace/host`) that lets a Sidecar's proxies know `host` of `namespace`; null where none does.
 * `.` is the namespace of the proxy, which under the Sidecar of the mesh is not the Sidecar's own. A listener with a port is for
 * that port alone (ConvertToSidecarScope, istio/istio pilot/pkg/model/sidecar.go 86c9f01f).
 */
export function egressOf(
  { sidecar }: EffectiveSidecar,
  host: string,
  namespace: string,
  { viewer, port }: { readonly viewer?: string; readonly port?: number } = {},
): { readonly path: string; readonly pattern: string } | null {
  const own = viewer ?? sidecar.metadata.namespace ?? '';
  const egress = sidecar.spec?.egress;
  // Without egress the proxy knows everything, as if there were no Sidecar.
  if (egress === undefined || egress.length === 0) return { path: 'spec.egress', pattern: '*/*' };
  for (const [i, listener] of egress.entries()) {
    const only = listener.port?.number;
    if (port !== undefined && only !== undefined && only !== port) continue;
    for (const [j, pattern] of (listener.hosts ?? []).entries()) {
      const [scope = '', name = ''] = pattern.includes('/') ? pattern.split('/') : ['*', pattern];
      const inScope = scope === '*' || (scope === '.' ? own === namespace : scope === namespace);
      if (scope !== '~' && inScope && hostWithin(host, name)) {
        return { path: `spec.egress[${i}].hosts[${j}]`, pattern };
      }
    }
  }
  return null;
}
