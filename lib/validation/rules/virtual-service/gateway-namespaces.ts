import type { VirtualService } from '#lib/istio/networking-types.ts';
import { findGateway } from '#lib/mesh/gateway-refs.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/** The kinds that `gatewayNamespaces` reads. */
export const gatewayKinds = ['Gateway', 'K8sGateway', 'Pod'] as const;

/** Whether sidecars use a VirtualService. */
export const isForMesh = ({ spec }: VirtualService): boolean =>
  (spec?.gateways ?? []).length === 0 || spec?.gateways?.includes('mesh') === true;

/** The namespaces of the pods of the gateways that a VirtualService is for: what they see decides there. */
export function gatewayNamespaces(cluster: ClusterSnapshot, service: VirtualService): readonly string[] {
  const found = new Set<string>();
  for (const written of service.spec?.gateways ?? []) {
    const named = written === 'mesh' ? null : findGateway(cluster, written, service.metadata.namespace ?? '');
    if (named?.kind !== 'istio') continue;
    for (const pod of selectPods(cluster, named.gateway.spec?.selector ?? {}))
      found.add(pod.metadata.namespace ?? '');
  }
  return [...found];
}
