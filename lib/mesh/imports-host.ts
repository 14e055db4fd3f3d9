import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import { derive } from './derive.ts';
import { type EffectiveSidecar, effectiveSidecar, egressOf } from './effective-sidecar.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** The kinds that `importsHost` reads. */
export const importKinds = ['Sidecar', 'ConfigMap'] as const;

/** The Sidecar of each namespace that was asked about. */
const byNamespace = derive(importKinds, () => new Map<string, EffectiveSidecar | null>());

/**
 * Whether proxies of a namespace know a host (a full name, wildcards too): its Sidecar, or that of the whole mesh, may leave
 * it out. A host that is no Service's is taken to be known.
 */
export function importsHost(cluster: ClusterSnapshot, namespace: string, host: string): boolean {
  const known = byNamespace(cluster);
  const kept = known.get(namespace);
  const sidecar = kept === undefined ? effectiveSidecar(cluster, { namespace, labels: {} }) : kept;
  known.set(namespace, sidecar);
  if (sidecar === null) return true;
  const owner = parseServiceFqdn(host)?.namespace;
  return owner === undefined || egressOf(sidecar, host, owner) !== null;
}
