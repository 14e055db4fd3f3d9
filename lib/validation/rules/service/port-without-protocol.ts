import { isControlPlane, isSystemNamespace } from '#lib/istio/control-plane.ts';
import { declaredProtocol } from '#lib/istio/protocol.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadKinds } from '#lib/mesh/workloads.ts';
import { objectRule, type Remark } from '../../rule.ts';

/**
 * Ports of a Service whose protocol neither their name nor appProtocol tells (service.PortNameAnalyzer). Services of which
 * every pod is outside the mesh are left alone.
 */
export const portWithoutProtocol = objectRule({
  name: 'service/port-without-protocol',
  codes: ['IST0118', 'IST0150'],
  kind: 'Service',
  mayRead: workloadKinds,
  *remarks(service, cluster): Generator<Remark> {
    const { name, namespace = '' } = service.metadata;
    if (isSystemNamespace(namespace) || isControlPlane(service)) return;
    const external = service.spec?.type === 'ExternalName';
    for (const [i, port] of (service.spec?.ports ?? []).entries()) {
      const unusable = external && port.name === 'tcp';
      if (declaredProtocol(port) !== null && !unusable) continue;
      if (outside(cluster, namespace, name)) return;
      const what = port.appProtocol === undefined ? 'name' : 'appProtocol';
      const args = { what, port: String(port.port), name: port.appProtocol ?? port.name ?? '' };
      yield { code: external ? 'IST0150' : 'IST0118', path: `spec.ports[${i}]`, args };
    }
  },
});

function outside(cluster: ClusterSnapshot, namespace: string, name: string): boolean {
  const behind = workloadsOfServices(cluster).get(`${namespace}/${name}`) ?? [];
  return behind.length > 0 && behind.every(({ proxy }) => proxy === 'none');
}
